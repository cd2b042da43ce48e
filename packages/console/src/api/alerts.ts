import type { RouteData } from '@patchbay/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask, request } from './request.ts'

export type Alert = RouteData<'get', '/v1/alerts'>[number]

export const alertsKey = ['alerts'] as const

export const firingAlertsQuery = queryOptions({
  queryKey: [...alertsKey, 'firing'],
  queryFn: ({ signal }) => ask('GET', '/v1/alerts', { query: { state: 'firing' }, signal }),
  refetchInterval: polling(5_000),
})

export const resolvedAlertsQuery = infiniteQueryOptions({
  queryKey: [...alertsKey, 'resolved'],
  queryFn: ({ pageParam, signal }) =>
    request('GET', '/v1/alerts', {
      query: { state: 'resolved', limit: 20, cursor: pageParam },
      signal,
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ meta }) => meta.next ?? undefined,
  refetchInterval: polling(slow),
})

export const acknowledgeAlert = (id: string, note: string): Promise<Alert> =>
  ask('POST', '/v1/alerts/{id}/acknowledge', { path: { id }, body: note === '' ? {} : { note } })

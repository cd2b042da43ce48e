import type { RouteBody, RouteData } from '@patchbay/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask, request } from './request.ts'

/** Failures that are one and the same. */
export type ErrorGroup = RouteData<'get', '/v1/errors'>[number]
export type ErrorGroupState = ErrorGroup['state']
export type ErrorSample = ErrorGroup['sample']
export type ErrorSource = ErrorGroup['source']

export interface ErrorGroupFilter {
  readonly state?: ErrorGroupState | undefined
  readonly connector?: string | undefined
  readonly code?: string | undefined
  readonly source?: ErrorSource | undefined
}

export type ErrorGroupChange = RouteBody<'patch', '/v1/errors/{id}'>

export const errorGroupsKey = ['error-groups'] as const

export const errorGroupsQuery = (filter: ErrorGroupFilter) =>
  infiniteQueryOptions({
    queryKey: [...errorGroupsKey, 'pages', filter],
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/v1/errors', {
        query: { ...filter, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ meta }) => meta.next ?? undefined,
    refetchInterval: polling(slow),
  })

/** The few that were seen last. */
export const newestErrorGroupsQuery = queryOptions({
  queryKey: [...errorGroupsKey, 'newest'],
  queryFn: ({ signal }) => ask('GET', '/v1/errors', { query: { state: 'open', limit: 5 }, signal }),
  refetchInterval: polling(slow),
})

export const errorGroupQuery = (id: string) =>
  queryOptions({
    queryKey: [...errorGroupsKey, id],
    queryFn: ({ signal }) => ask('GET', '/v1/errors/{id}', { path: { id }, signal }),
    refetchInterval: polling(slow),
  })

export const changeErrorGroup = (id: string, change: ErrorGroupChange): Promise<ErrorGroup> =>
  ask('PATCH', '/v1/errors/{id}', { path: { id }, body: change })

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import type { ObjectiveKind } from './objectives.ts'
import { polling } from './polling.ts'
import { ask, request } from './request.ts'

export interface Alert {
  readonly id: string
  readonly name: string
  readonly severity: 'page' | 'ticket'
  /** Null where it is about none. */
  readonly connector: string | null
  /** What it is about beside that: an origin, a connection. */
  readonly subject: string | null
  /** Kind of the objective that is in danger, where one is. */
  readonly objective: ObjectiveKind | null
  readonly rule: { readonly rate: number; readonly long: string; readonly short: string } | null
  readonly state: 'firing' | 'resolved'
  readonly startedAt: string
  readonly resolvedAt: string | null
  readonly acknowledged: { readonly by: string; readonly at: string; readonly note: string } | null
  /** Id of the silence because of which nobody was told. */
  readonly silencedBy: string | null
  readonly summary: string
  /** An address, or the place in the documentation. */
  readonly runbook: string
  readonly burn: number | null
}

export const alertsKey = ['alerts'] as const

export const firingAlertsQuery = queryOptions({
  queryKey: [...alertsKey, 'firing'],
  queryFn: ({ signal }) => ask<readonly Alert[]>('GET', '/v1/alerts', { query: { state: 'firing' }, signal }),
  refetchInterval: polling(5_000),
})

export const resolvedAlertsQuery = infiniteQueryOptions({
  queryKey: [...alertsKey, 'resolved'],
  queryFn: ({ pageParam, signal }) =>
    request<readonly Alert[]>('GET', '/v1/alerts', {
      query: { state: 'resolved', limit: 20, cursor: pageParam },
      signal,
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ meta }) => meta.next ?? undefined,
  refetchInterval: polling(slow),
})

export const acknowledgeAlert = (id: string, note: string): Promise<Alert> =>
  ask('POST', `/v1/alerts/${encodeURIComponent(id)}/acknowledge`, { body: note === '' ? {} : { note } })

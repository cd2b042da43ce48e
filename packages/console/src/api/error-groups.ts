import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask, request } from './request.ts'

export type ErrorGroupState = 'open' | 'muted' | 'resolved'

/** Where errors come from. */
export type ErrorSource = 'call' | 'drift' | 'renewal' | 'task' | 'quarantine' | 'delivery'

export interface ErrorSample {
  /** Undefined where it belongs to no call. */
  readonly requestId?: string
  readonly traceId?: string | null
  readonly at: string
  readonly detail: string
  readonly advice?: string
  readonly upstream?: { readonly status?: number; readonly code?: string; readonly requestId?: string } | null
  readonly attempts?: number
  readonly connection?: string | null
}

/** Failures that are one and the same. */
export interface ErrorGroup {
  readonly id: string
  readonly state: ErrorGroupState
  readonly source: ErrorSource
  /** Empty where it is about none, as `operation`. */
  readonly connector: string
  readonly operation: string
  readonly code: string
  readonly title: string
  readonly upstream: { readonly status?: number; readonly code?: string } | null
  readonly count: number
  readonly firstSeen: string
  readonly lastSeen: string
  /** Whether it came back after it was resolved. */
  readonly isRegression: boolean
  readonly mutedUntil?: string | null
  readonly note?: string | null
  readonly sample: ErrorSample
  /** The last 24 hours. */
  readonly hours: ReadonlyArray<{ readonly at: string; readonly count: number }>
}

export interface ErrorGroupFilter {
  readonly state?: ErrorGroupState | undefined
  readonly connector?: string | undefined
  readonly code?: string | undefined
  readonly source?: ErrorSource | undefined
}

export interface ErrorGroupChange {
  readonly state: ErrorGroupState
  readonly mutedUntil?: string
  readonly note?: string
}

export const errorGroupsKey = ['error-groups'] as const

export const errorGroupsQuery = (filter: ErrorGroupFilter) =>
  infiniteQueryOptions({
    queryKey: [...errorGroupsKey, 'pages', filter],
    queryFn: ({ pageParam, signal }) =>
      request<readonly ErrorGroup[]>('GET', '/v1/errors', {
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
  queryFn: ({ signal }) =>
    ask<readonly ErrorGroup[]>('GET', '/v1/errors', { query: { state: 'open', limit: 5 }, signal }),
  refetchInterval: polling(slow),
})

export const errorGroupQuery = (id: string) =>
  queryOptions({
    queryKey: [...errorGroupsKey, id],
    queryFn: ({ signal }) => ask<ErrorGroup>('GET', `/v1/errors/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: polling(slow),
  })

export const changeErrorGroup = (id: string, change: ErrorGroupChange): Promise<ErrorGroup> =>
  ask('PATCH', `/v1/errors/${encodeURIComponent(id)}`, { body: change })

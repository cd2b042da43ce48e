import { infiniteQueryOptions } from '@tanstack/react-query'
import { ask, request } from './request.ts'

/** A browser that is known as who is signed in. */
export interface BrowserSession {
  readonly id: string
  readonly principal: string
  /** Where the person has signed in; null for a key. */
  readonly issuer: string | null
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly expiresAt: string
  readonly isCurrent: boolean
}

export const browserSessionsKey = ['browser-sessions'] as const

export const browserSessionsQuery = infiniteQueryOptions({
  queryKey: browserSessionsKey,
  queryFn: ({ pageParam, signal }) =>
    request<readonly BrowserSession[]>('GET', '/v1/sessions', {
      query: { limit: 50, cursor: pageParam },
      signal,
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ meta }) => meta.next ?? undefined,
})

export const endSession = (id: string): Promise<unknown> =>
  ask('DELETE', `/v1/sessions/${encodeURIComponent(id)}`)

import type { RouteData } from '@patchbay/client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { ask, request } from './request.ts'

/** A browser that is known as who is signed in. */
export type BrowserSession = RouteData<'get', '/v1/sessions'>[number]

export const browserSessionsKey = ['browser-sessions'] as const

export const browserSessionsQuery = infiniteQueryOptions({
  queryKey: browserSessionsKey,
  queryFn: ({ pageParam, signal }) =>
    request('GET', '/v1/sessions', {
      query: { limit: 50, cursor: pageParam },
      signal,
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ meta }) => meta.next ?? undefined,
})

export const endSession = (id: string): Promise<unknown> =>
  ask('DELETE', '/v1/sessions/{id}', { path: { id } })

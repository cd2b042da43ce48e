import type { RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { ask } from './request.ts'

/** As much of an API key as says whether an agent has one. */
export type KeyInUse = Pick<RouteData<'get', '/v1/keys'>[number], 'role' | 'state' | 'lastUsedAt'>

/** The first two hundred keys of the tenant. */
export const keysInUseQuery = queryOptions({
  queryKey: ['keys', 'in-use'],
  queryFn: ({ signal }) => ask('GET', '/v1/keys', { query: { limit: 200 }, signal }),
  staleTime: 30_000,
})

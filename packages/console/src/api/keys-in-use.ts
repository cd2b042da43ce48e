import { queryOptions } from '@tanstack/react-query'
import { ask } from './request.ts'

/** As much of an API key as says whether an agent has one. */
export interface KeyInUse {
  readonly role: string
  readonly state: 'active' | 'expired' | 'revoked'
  readonly lastUsedAt: string | null
}

/** The first two hundred keys of the tenant. */
export const keysInUseQuery = queryOptions({
  queryKey: ['keys', 'in-use'],
  queryFn: ({ signal }) => ask<readonly KeyInUse[]>('GET', '/v1/keys', { query: { limit: 200 }, signal }),
  staleTime: 30_000,
})

import { queryOptions } from '@tanstack/react-query'
import { live } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

/** The switch between Patchbay and one origin of a connector. */
export interface Breaker {
  readonly id: string
  readonly connector: string
  readonly origin: string
  readonly state: 'closed' | 'open' | 'half-open' | 'isolated'
  readonly since: string
  readonly attempts: number
  readonly failures: number
  readonly lastFailure?: string
  readonly nextProbe?: string
  readonly failedProbes?: number
}

export const breakersKey = ['breakers'] as const

export const breakersQuery = queryOptions({
  queryKey: breakersKey,
  queryFn: ({ signal }) => ask<readonly Breaker[]>('GET', '/v1/breakers', { signal }),
  refetchInterval: polling(live),
})

export const moveBreaker = (id: string, to: 'open' | 'close'): Promise<Breaker> =>
  ask('POST', `/v1/breakers/${encodeURIComponent(id)}/${to}`)

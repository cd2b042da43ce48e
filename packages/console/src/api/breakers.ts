import type { RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { live } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

/** The switch between Patchbay and one origin of a connector. */
export type Breaker = RouteData<'get', '/v1/breakers'>[number]

export const breakersKey = ['breakers'] as const

export const breakersQuery = queryOptions({
  queryKey: breakersKey,
  queryFn: ({ signal }) => ask('GET', '/v1/breakers', { signal }),
  refetchInterval: polling(live),
})

export const moveBreaker = (id: string, to: 'open' | 'close'): Promise<Breaker> =>
  ask('POST', `/v1/breakers/{id}/${to}`, { path: { id } })

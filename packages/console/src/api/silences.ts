import type { RouteBody, RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

/** For how long nobody is told of certain alerts, and why. */
export type Silence = RouteData<'get', '/v1/silences'>[number]
export type NewSilence = RouteBody<'post', '/v1/silences'>

export const silencesKey = ['silences'] as const

export const silencesQuery = queryOptions({
  queryKey: silencesKey,
  queryFn: ({ signal }) => ask('GET', '/v1/silences', { signal }),
  refetchInterval: polling(slow),
})

export const addSilence = (silence: NewSilence): Promise<Silence> =>
  ask('POST', '/v1/silences', { body: silence })

export const endSilence = (id: string): Promise<unknown> =>
  ask('DELETE', '/v1/silences/{id}', { path: { id } })

import { queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import type { ObjectiveKind } from './objectives.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

/** For how long nobody is told of certain alerts, and why. */
export interface Silence {
  readonly id: string
  /** Null for all. */
  readonly connector: string | null
  readonly objective: ObjectiveKind | null
  readonly until: string
  readonly reason: string
  readonly createdBy: string
  readonly createdAt: string
}

export interface NewSilence {
  readonly connector?: string
  readonly objective?: ObjectiveKind
  readonly until: string
  readonly reason: string
}

export const silencesKey = ['silences'] as const

export const silencesQuery = queryOptions({
  queryKey: silencesKey,
  queryFn: ({ signal }) => ask<readonly Silence[]>('GET', '/v1/silences', { signal }),
  refetchInterval: polling(slow),
})

export const addSilence = (silence: NewSilence): Promise<Silence> =>
  ask('POST', '/v1/silences', { body: silence })

export const endSilence = (id: string): Promise<unknown> =>
  ask('DELETE', `/v1/silences/${encodeURIComponent(id)}`)

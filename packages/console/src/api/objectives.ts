import type { RouteBody, RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

/** What was promised of a connector, and what came of it. */
export type Objective = RouteData<'get', '/v1/slo'>[number]
export type ObjectiveKind = Objective['kind']

export const objectiveKinds = [
  'availability',
  'latency',
  'freshness',
] as const satisfies readonly ObjectiveKind[]

export type ObjectiveTarget = RouteBody<'put', '/v1/slo/{id}'>

export const objectivesKey = ['objectives'] as const

export const objectivesQuery = queryOptions({
  queryKey: objectivesKey,
  queryFn: ({ signal }) => ask('GET', '/v1/slo', { signal }),
  refetchInterval: polling(slow),
})

export const setObjective = (id: string, target: ObjectiveTarget): Promise<Objective> =>
  ask('PUT', '/v1/slo/{id}', { path: { id }, body: target })

/** Goes back to what the connector declares. */
export const resetObjective = (id: string): Promise<unknown> =>
  ask('DELETE', '/v1/slo/{id}', { path: { id } })

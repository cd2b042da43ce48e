import { queryOptions } from '@tanstack/react-query'
import { slow } from '../app/queries.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

export const objectiveKinds = ['availability', 'latency', 'freshness'] as const
export type ObjectiveKind = (typeof objectiveKinds)[number]

/** What was promised of a connector, and what came of it. */
export interface Objective {
  readonly id: string
  readonly connector: string
  readonly kind: ObjectiveKind
  /** A share of all that counts. */
  readonly target: number
  /** Seconds within which it counts as good; null where time is not what it is about. */
  readonly threshold: number | null
  readonly window: string
  readonly source: 'default' | 'connector' | 'tenant'
  readonly attained: number | null
  readonly total: number
  readonly good: number
  readonly budget: {
    /** Failures that the target leaves room for. */
    readonly total: number
    readonly spent: number
    /** Share that is left, below zero once more was spent; null without traffic. */
    readonly left: number | null
  }
  /** How many times faster than allowed the budget is being spent. */
  readonly burn: ReadonlyArray<{ readonly window: string; readonly rate: number }>
  readonly firing: readonly string[]
}

export interface ObjectiveTarget {
  readonly target: number
  readonly threshold?: number
}

export const objectivesKey = ['objectives'] as const

export const objectivesQuery = queryOptions({
  queryKey: objectivesKey,
  queryFn: ({ signal }) => ask<readonly Objective[]>('GET', '/v1/slo', { signal }),
  refetchInterval: polling(slow),
})

export const setObjective = (id: string, target: ObjectiveTarget): Promise<Objective> =>
  ask('PUT', `/v1/slo/${encodeURIComponent(id)}`, { body: target })

/** Goes back to what the connector declares. */
export const resetObjective = (id: string): Promise<unknown> =>
  ask('DELETE', `/v1/slo/${encodeURIComponent(id)}`)

export const objectiveKinds = ['availability', 'latency', 'freshness'] as const

/** What an objective promises: that calls succeed, that they are answered in time, that answers are not old. */
export type ObjectiveKind = (typeof objectiveKinds)[number]

export const isObjectiveKind = (text: string): text is ObjectiveKind =>
  (objectiveKinds as readonly string[]).includes(text)

/** How much of what is counted has to be good. */
export interface ObjectiveSetting {
  /** Above 0 and below 1. */
  readonly target: number
  /** Seconds, of latency alone: one of the bounds that calls are counted by. */
  readonly threshold: number | undefined
}

/** One promise about a connector. */
export interface Objective extends ObjectiveSetting {
  /** `connector:kind`. */
  readonly id: string
  /** Id of the connector, whose majors are counted together. */
  readonly connector: string
  readonly kind: ObjectiveKind
  /** Who says so: nobody in particular, the connector's author, or somebody of the tenant. */
  readonly source: 'default' | 'connector' | 'tenant'
}

export const objectiveId = (connector: string, kind: ObjectiveKind): string => `${connector}:${kind}`

import type { Duration } from './duration.ts'

/** How much has to be good, as a share above 0 and below 1, such as 0.995. */
export interface ObjectiveTarget {
  readonly target: number
}

/**
 * What a connector promises to those who call it, over 30 days. What is left out is promised as the runtime does by
 * itself. Tenants may promise otherwise.
 */
export interface Objectives {
  /** Calls that fail neither by the vendor nor by the runtime. Those that fail by their caller are not counted. */
  readonly availability?: ObjectiveTarget
  /**
   * Calls that are over within the threshold: 5ms, 10ms, 25ms, 50ms, 100ms, 250ms, 500ms, 1s, 2.5s, 5s, 10s or 30s, which
   * are the bounds that durations are counted by.
   */
  readonly latency?: ObjectiveTarget & { readonly threshold: Duration }
  /** Answers that are as new as their cache rule promises, and not old ones that stand in. */
  readonly freshness?: ObjectiveTarget
}

/**
 * What a field is recorded about, which decides with what it combines: `time`, `general` (place, device, platform) and
 * `user` go with nearly all; `session` and `event` not with fields of items; `item`, `cohort` and `organic` mostly
 * among their own.
 */
export type Scope = 'time' | 'general' | 'user' | 'session' | 'event' | 'item' | 'cohort' | 'organic'

export interface DimensionFact {
  readonly name: string
  readonly title: string
  readonly category: string
  readonly scope: Scope
  /** Whether reports on the last minutes know it. */
  readonly isRealtime: boolean
  readonly description: string
}

export type MetricType =
  | 'TYPE_INTEGER'
  | 'TYPE_FLOAT'
  | 'TYPE_SECONDS'
  | 'TYPE_MILLISECONDS'
  | 'TYPE_CURRENCY'
  | 'TYPE_STANDARD'

/** `any` goes with all but items; `ads` are costs, which no page or event has; the others are as of dimensions. */
export type MetricScope = 'any' | 'item' | 'ads' | 'cohort' | 'organic'

export interface MetricFact {
  readonly name: string
  readonly title: string
  readonly category: string
  readonly type: MetricType
  readonly scope: MetricScope
  readonly isRealtime: boolean
  readonly description: string
}

/** What rows of Search Console can be keyed by. */
export type Dimension = 'date' | 'hour' | 'query' | 'page' | 'country' | 'device' | 'searchAppearance'

/** A row as searchAnalytics.query answers it. Its click-through rate is not read: rates are computed from sums. */
export interface Row {
  /** One per dimension, in their order. */
  readonly keys: readonly string[]
  readonly clicks: number
  readonly impressions: number
  readonly ctr?: number | undefined
  /** Mean position, counted from 1. Discover and Google News have none. */
  readonly position?: number | undefined
}

/** Rows, and what their keys are. */
export interface RowsInput {
  readonly rows: readonly Row[]
  readonly dimensions: readonly Dimension[]
}

/** The same keys in two periods, which should be of equal length. */
export interface PeriodsInput {
  readonly current: readonly Row[]
  readonly previous: readonly Row[]
  readonly dimensions: readonly Dimension[]
}

/** Where in the list of results the answer starts. */
export interface Paged {
  readonly offset?: number | undefined
}

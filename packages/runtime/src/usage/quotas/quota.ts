/** How many calls a tenant may make in each period of the calendar, in UTC. */
export interface QuotaLimit {
  readonly period: 'day' | 'month'
  /** Only those of this connector. Default: all. */
  readonly connector?: string
  readonly calls: number
  /** Share of the calls, from 0 to 1, from which on the tenant is warned. */
  readonly warnAt: number
}

/** All limits of one tenant. */
export interface Quota {
  readonly tenant: string
  readonly limits: readonly QuotaLimit[]
  /** Grows with each change; its entity tag. */
  readonly version: number
}

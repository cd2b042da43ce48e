/** Codes of reasons, for programs. */
export const reasonCodes = [
  'quarantined',
  'flag_off',
  'breaker_open',
  'connections_failing',
  'errors_high',
  'slow',
  'limit_exhausted',
  'objective_burning',
  'support_ending',
] as const

export type ReasonCode = (typeof reasonCodes)[number]

/** From the best to the worst. */
export const healthStatuses = ['ok', 'degraded', 'down'] as const

export type HealthStatus = (typeof healthStatuses)[number]

/** Why a connector is not well. */
export interface HealthReason {
  readonly code: ReasonCode
  /** What it makes of the connector. */
  readonly status: Exclude<HealthStatus, 'ok'>
  /** For people. */
  readonly message: string
  /** Milliseconds since 1970. */
  readonly since: number
  readonly advice: string
  /** What it is about: an origin, a connection, a limit. */
  readonly subject?: string
}

/** An objective whose budget is spent too fast, by the id of its connector. */
export type Burning = ReadonlyMap<string, { readonly message: string; readonly since: number }>

/** How one connector is, as one tenant sees it, or the operator. */
export interface ConnectorHealth {
  readonly connector: string
  readonly title: string
  /** Null where it is quarantined: then it is not known. */
  readonly version: string | null
  readonly stability: string | null
  readonly status: HealthStatus
  /** Milliseconds since 1970, since when it has been so for one of the reasons; null where it is well. */
  readonly since: number | null
  /** The worst first. */
  readonly reasons: readonly HealthReason[]
  readonly origins: ReadonlyArray<{ readonly origin: string; readonly breaker: string }>
  /** Without those that are switched off. */
  readonly connections: { readonly total: number; readonly failing: number }
  readonly support: { readonly until: string } | null
  readonly recent: {
    readonly calls: number
    readonly errorRatio: number | null
    /** Seconds. */
    readonly p95: number | null
  }
}

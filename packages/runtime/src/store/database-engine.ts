import type pg from 'pg'

export interface ConnectionLimits {
  /** Milliseconds that one statement may take. Default: as long as it takes. */
  readonly budget?: number
  readonly connections: number
}

/** What runs the SQL: the embedded engine, or a server. */
export interface DatabaseEngine {
  readonly kind: 'embedded' | 'postgres'
  /** Gets it ready for connections. Rejects with a `ConfigurationError` where only a person can help. */
  begin(): Promise<void>
  openPool(limits: ConnectionLimits): pg.Pool
  /** It has not answered: ends what is left of it. */
  abandon(): void
  /** Nobody waits any more for what `begin` does. */
  interrupt(): void
  close(): Promise<void>
}

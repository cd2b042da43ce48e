import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>

/**
 * Durable truth, in SQL. The same statements run on an embedded Postgres (PGlite) in the data folder and on a Postgres
 * server. Take what is handed over inside `transaction` for every statement of it: the embedded engine has one
 * connection, and a statement beside its own transaction would wait for itself.
 */
export interface Store {
  readonly kind: 'embedded' | 'postgres'
  /** Whether anything is left of it when this process has ended. */
  readonly isDurable: boolean
  /** Whether it was made by this start, so that nothing is in it which it was not given since. */
  readonly isNew: boolean
  readonly database: Database
  /** Rejects with the problem `state_unavailable` while the store is away. */
  transaction<T>(work: (database: Database) => Promise<T>): Promise<T>
  readonly availability: StoreAvailability
  close(): Promise<void>
}

export interface StoreAvailability {
  readonly isUp: boolean
  /** Why it was away last, for operators. */
  readonly reason: string
  /** Calls back on every change of `isUp`. Returns what ends that. */
  onChange(listener: (isUp: boolean) => void): () => void
}

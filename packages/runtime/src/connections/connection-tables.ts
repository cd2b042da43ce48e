import type { ColumnType, Generated } from 'kysely'
import type { ConnectionState } from './connection.ts'

/** Written as JSON text: the driver takes a list for one of Postgres. */
type Json<T> = ColumnType<T, string, string>

export interface ConnectionRow {
  /** What everything internal names it by. */
  uid: string
  tenant: string
  /** Chosen by the tenant, and unique within it. */
  id: string
  connector: string
  /** Which of the connector's kinds of authentication. */
  auth: string
  /** As it was entered. What of it is secret is in the vault, and masked here. */
  config: Json<Record<string, unknown>>
  /** Other addresses for the connector's origins. */
  origins: Json<Record<string, string>>
  state: ConnectionState
  state_reason: Generated<string>
  /** Null where it is not known. */
  granted_scopes: Json<readonly string[] | null> | null
  /** Grows with each change of credentials, config or addresses. */
  generation: Generated<number>
  /** Grows with each change. */
  version: Generated<number>
  created_at: Date
  updated_at: Date
}

export interface ConnectionEventRow {
  sequence: Generated<number>
  tenant: string
  /** Id of the connection, so that the history outlives it. */
  connection: string
  uid: string
  happened_at: Date
  kind: string
  outcome: 'ok' | 'failed'
  detail: string
  /** Who has done it. */
  actor: string
}

/** The tables of this folder. */
export interface ConnectionTables {
  connections: ConnectionRow
  connection_events: ConnectionEventRow
}

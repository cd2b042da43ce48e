import type { ColumnType, Generated } from 'kysely'
import type { Severity } from '../objectives/burn-rates.ts'
import type { ObjectiveKind } from '../objectives/objective.ts'
import type { AlertName, AlertRule, AlertState } from './alert.ts'
import type { TargetKind } from './alert-target.ts'

/** Written as JSON text: the driver takes a list for one of Postgres. */
type Json<T> = ColumnType<T, string, string>

/** Who alone judges what is wrong, by the clock of the store. */
export interface AlertWatchRow {
  id: number
  owner: string
  /** Grows with each owner. */
  fence: Generated<number>
  lease_ends: Date
}

export interface AlertRow {
  id: string
  /** Id of a tenant, or `*`. */
  scope: string
  name: AlertName
  severity: Severity
  /** Empty where it is about none. */
  connector: string
  objective: ObjectiveKind | null
  /** What tells it from others of its name; empty where nothing has to. */
  subject: string
  rule: Json<AlertRule | null> | null
  burn: number | null
  state: AlertState
  summary: string
  started_at: Date
  resolved_at: Date | null
  acknowledged_by: string | null
  acknowledged_at: Date | null
  acknowledged_note: string | null
}

export interface AlertSilenceRow {
  id: string
  scope: string
  /** Null for all. */
  connector: string | null
  /** Null for all, and for alerts that are about none. */
  objective: ObjectiveKind | null
  until: Date
  reason: string
  created_by: string
  created_at: Date
}

export interface AlertTargetRow {
  id: string
  scope: string
  name: string
  kind: TargetKind
  severities: Json<readonly Severity[]>
  /** Null for all. */
  connectors: Json<readonly string[] | null> | null
  /** Masked: the whole of it is in the vault. */
  address: string
  version: Generated<number>
  changed_by: string
  changed_at: Generated<Date>
  last_at: Date | null
  last_outcome: string | null
}

/** That a target is to hear of an alert. */
export interface AlertDeliveryRow {
  id: string
  alert: string
  target: string
  transition: AlertState
  state: Generated<'pending' | 'delivered' | 'failed' | 'obsolete'>
  attempts: Generated<number>
  next_at: Generated<Date>
  owner: string | null
  lease_ends: Date | null
  outcome: string | null
  created_at: Generated<Date>
}

/** The tables of this folder. */
export interface AlertTables {
  alert_watch: AlertWatchRow
  alerts: AlertRow
  alert_silences: AlertSilenceRow
  alert_targets: AlertTargetRow
  alert_deliveries: AlertDeliveryRow
}

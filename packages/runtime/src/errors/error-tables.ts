import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { ErrorSample } from './error-entry.ts'
import type { ErrorSource } from './error-source.ts'

export type ErrorState = 'open' | 'muted' | 'resolved'

export interface ErrorGroupRow {
  /** `*` for the installation. */
  tenant: string
  /** The tenant, with which it goes; null for the installation. */
  home: GeneratedAlways<string | null>
  /** The fingerprint. */
  id: string
  source: Generated<ErrorSource>
  /** Empty where it is about none, as `operation`. */
  connector: string
  operation: string
  code: string
  state: Generated<ErrorState>
  state_changed_at: Generated<Date>
  /** Null with `muted` for as long as nobody changes it. */
  muted_until: Date | null
  /** Whether it occurred again after it was resolved. */
  is_regression: Generated<boolean>
  note: string | null
  count: number
  first_seen: Date
  last_seen: Date
  sample: JSONColumnType<ErrorSample>
}

export interface ErrorHourRow {
  tenant: string
  id: string
  /** When the hour begins. */
  hour: Date
  count: number
}

/** How far each instance has come, so that a batch whose confirmation was lost is not added twice. */
export interface ErrorWriterRow {
  instance: string
  batch: number
  written_at: Generated<Date>
}

/** The tables of this folder. */
export interface ErrorTables {
  error_groups: ErrorGroupRow
  error_hours: ErrorHourRow
  error_writers: ErrorWriterRow
}

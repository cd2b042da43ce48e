import type { Generated, JSONColumnType } from 'kysely'
import type { ErrorSample } from './error-entry.ts'

export type ErrorState = 'open' | 'muted' | 'resolved'

export interface ErrorGroupRow {
  tenant: string
  /** The fingerprint. */
  id: string
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

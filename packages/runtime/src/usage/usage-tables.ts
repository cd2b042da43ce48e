import type { Generated, JSONColumnType } from 'kysely'
import type { CountColumns } from './count-columns.ts'
import type { QuotaLimit } from './quotas/quota.ts'

/** What was counted in one hour. */
export interface UsageHourRow extends CountColumns {
  tenant: string
  connector: string
  operation: string
  /** When the hour begins. */
  hour: Date
  admitted: number
  vendor_requests: number
}

/** What was counted in one minute. */
export interface CallMinuteRow extends CountColumns {
  tenant: string
  connector: string
  operation: string
  /** When the minute begins. */
  minute: Date
}

export interface UsageCostRow {
  tenant: string
  connector: string
  operation: string
  hour: Date
  /** Id of the vendor's limit. */
  limit_id: string
  /** In the unit of the limit. */
  cost: number
}

/** How far each instance has come, so that a batch whose confirmation was lost is not added twice. */
export interface UsageWriterRow {
  instance: string
  batch: number
  written_at: Generated<Date>
}

export interface QuotaRow {
  tenant: string
  limits: JSONColumnType<readonly QuotaLimit[]>
  version: Generated<number>
  changed_at: Generated<Date>
}

/** The tables of this folder. */
export interface UsageTables {
  usage_hours: UsageHourRow
  call_minutes: CallMinuteRow
  usage_costs: UsageCostRow
  usage_writers: UsageWriterRow
  quotas: QuotaRow
}

import type { Generated, JSONColumnType } from 'kysely'
import type { QuotaLimit } from './quotas/quota.ts'

/** What was counted in one hour. */
export interface UsageHourRow {
  tenant: string
  connector: string
  operation: string
  /** When the hour begins. */
  hour: Date
  calls: number
  admitted: number
  caller_errors: number
  vendor_errors: number
  own_errors: number
  cache_hits: number
  vendor_requests: number
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
  usage_costs: UsageCostRow
  usage_writers: UsageWriterRow
  quotas: QuotaRow
}

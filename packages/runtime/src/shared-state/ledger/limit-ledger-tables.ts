/** What may have been taken from one bucket in one period, in its unit. Never less than what was. */
export interface LimitLedgerRow {
  /** Its key in the shared state. */
  bucket: string
  /** Such as `2026-11-22`. */
  period: string
  ends_at: Date
  taken: number
}

export interface LimitLedgerTables {
  limit_ledger: LimitLedgerRow
}

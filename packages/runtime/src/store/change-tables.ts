import type { Generated } from 'kysely'

/** News for the other instances, in the order of their commits as near as a sequence tells. */
export interface ChangeRow {
  sequence: Generated<number>
  /** What kind of thing has changed, such as `api-key`. */
  topic: string
  tenant: string | null
  key: string
  changed_at: Generated<Date>
}

export interface ChangeTables {
  changes: ChangeRow
}

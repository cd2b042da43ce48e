import type { Generated } from 'kysely'

export interface FlagRuleRow {
  flag: string
  /** `*` where the rule is for all tenants. */
  tenant: string
  /** `*` for all connectors. */
  connector: string
  /** `*` for all operations. */
  operation: string
  value: boolean
  percentage: number
  rollout_by: 'tenant' | 'principal'
  is_killed: boolean
  note: string
  version: Generated<number>
  changed_by: string
  changed_at: Generated<Date>
}

/** The tables of this folder. */
export interface FlagTables {
  flag_rules: FlagRuleRow
}

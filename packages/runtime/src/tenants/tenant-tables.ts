import type { Generated } from 'kysely'

export interface TenantRow {
  /** Chosen once, in kebab-case; the name in keys, records and the audit. */
  id: string
  title: string
  state: Generated<'active' | 'suspended'>
  created_at: Generated<Date>
  /** Grows with each change; the entity tag of the tenant. */
  version: Generated<number>
}

export interface TenantTables {
  tenants: TenantRow
}

export interface AuditEntryRow {
  /** Over all tenants, without a gap. */
  sequence: number
  chain: string
  tenant: string
  /** Within the tenant, without a gap. */
  tenant_sequence: number
  id: string
  time: Date
  actor: string
  actor_kind: string
  action: string
  target: string | null
  outcome: string
  trace_id: string
  request_id: string
  before: string | null
  after: string | null
  /** Text, so that it stays the very text that was hashed. */
  details: string
  previous: string
  hash: string
}

/** The one row that says how far the chain over all tenants reaches. */
export interface AuditHeadRow {
  name: 'all'
  sequence: number
  hash: string
  base_sequence: number
  base_hash: string
  seal: string
}

/** How far the chain of a tenant reaches. */
export interface AuditTenantRow {
  tenant: string
  sequence: number
  hash: string
}

export interface AuditTables {
  audit_entries: AuditEntryRow
  audit_heads: AuditHeadRow
  audit_tenants: AuditTenantRow
}

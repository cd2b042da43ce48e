import type { AuditEntry, AuditRecord } from './audit-entry.ts'
import type { AuditHead } from './audit-head.ts'
import type { AuditEntryRow, AuditHeadRow } from './audit-tables.ts'

export const toEntryRow = ({ entry, sequence, chain }: AuditRecord): AuditEntryRow => ({
  sequence,
  chain,
  tenant: entry.tenant,
  tenant_sequence: entry.sequence,
  id: entry.id,
  time: new Date(entry.time),
  actor: entry.actor,
  actor_kind: entry.actorKind,
  action: entry.action,
  target: entry.target,
  outcome: entry.outcome,
  trace_id: entry.traceId,
  request_id: entry.requestId,
  before: entry.before,
  after: entry.after,
  details: entry.details,
  previous: entry.previous,
  hash: entry.hash,
})

export const fromEntryRow = (row: AuditEntryRow): AuditEntry => ({
  sequence: row.tenant_sequence,
  id: row.id,
  time: Number(row.time),
  tenant: row.tenant,
  actor: row.actor,
  actorKind: row.actor_kind,
  action: row.action,
  target: row.target,
  outcome: row.outcome,
  traceId: row.trace_id,
  requestId: row.request_id,
  before: row.before,
  after: row.after,
  details: row.details,
  previous: row.previous,
  hash: row.hash,
})

export const toHeadRow = ({ last, base, seal }: AuditHead): AuditHeadRow => ({
  name: 'all',
  sequence: last.sequence,
  hash: last.hash,
  base_sequence: base.sequence,
  base_hash: base.hash,
  seal,
})

export const fromHeadRow = (row: AuditHeadRow): AuditHead => ({
  last: { sequence: row.sequence, hash: row.hash },
  base: { sequence: row.base_sequence, hash: row.base_hash },
  seal: row.seal,
})

import { chainStart, type AuditEvent, type AuditRecord, type ChainPosition } from './audit-entry.ts'
import { auditText, canonicalDetails, chainOf, hashOf } from './canonical-entry.ts'

/** An event that has its id and its time. */
export type DatedEvent = AuditEvent & { readonly id: string; readonly time: number }

/** Makes events into entries that go on where the chains end. `tenants` goes along: it has their new ends afterwards. */
export function linkEntries(
  events: readonly DatedEvent[],
  last: ChainPosition,
  tenants: Map<string, ChainPosition>,
): AuditRecord[] {
  let { sequence, hash: chain } = last
  return events.map((event) => {
    const end = tenants.get(event.tenant) ?? chainStart
    const content = { ...contentOf(event), sequence: end.sequence + 1, previous: end.hash }
    const entry = { ...content, hash: hashOf(content) }
    sequence += 1
    chain = chainOf(sequence, chain, entry.hash)
    tenants.set(event.tenant, entry)
    return { entry, sequence, chain }
  })
}

const contentOf = (event: DatedEvent) => ({
  id: event.id,
  time: Math.trunc(event.time),
  tenant: event.tenant,
  actor: auditText(event.actor),
  actorKind: event.actorKind,
  action: auditText(event.action),
  target: event.target === undefined ? null : auditText(event.target),
  outcome: auditText(event.outcome),
  traceId: auditText(event.traceId),
  requestId: auditText(event.requestId),
  before: event.before ?? null,
  after: event.after ?? null,
  details: canonicalDetails(event.details ?? {}),
})

import { Counter, type Registry } from 'prom-client'

export interface AuditMetrics {
  stored(entries: number): void
  spooled(entries: number): void
  harmed(): void
}

export function createAuditMetrics(registry: Registry): AuditMetrics {
  const registers = [registry]
  const entries = new Counter({
    name: 'patchbay_audit_entries_total',
    help: 'Audit entries that this instance wrote: to the store, or to files while the store is away.',
    labelNames: ['to'],
    registers,
  })
  const harms = new Counter({
    name: 'patchbay_audit_harms_total',
    help: 'How often the audit log was found harmed while writing to it.',
    registers,
  })
  const stored = entries.labels('store')
  const spooled = entries.labels('file')
  return {
    stored: (count) => stored.inc(count),
    spooled: (count) => spooled.inc(count),
    harmed: () => harms.inc(),
  }
}

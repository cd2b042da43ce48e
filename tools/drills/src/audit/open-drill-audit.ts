import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createLog,
  createRedactor,
  openAudit,
  ringKeys,
  type AuditEvent,
  type OpenedAudit,
  type Store,
} from '@patchbay/runtime'
import { Registry } from 'prom-client'
import { openDrillVault } from '../vault/open-drill-vault.ts'

/** The audit in a store, as a runtime opens it. */
export interface DrillAudit {
  readonly audit: OpenedAudit
  readonly keys: ReturnType<typeof ringKeys>
  readonly close: () => Promise<void>
}

export async function openDrillAudit(store: Store, ring: string): Promise<DrillAudit> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'patchbay-audit-'))
  const vault = await openDrillVault(store, ring)
  const keys = ringKeys(vault.heldRing, store)
  const audit = openAudit({
    settings: { dataFolder, auditRetention: 'forever' },
    store,
    keys,
    registry: new Registry(),
    log: createLog('silent', createRedactor()),
    now: Date.now,
  })
  return {
    audit,
    keys,
    async close() {
      await audit.close()
      await vault.close()
      rmSync(dataFolder, { recursive: true })
    },
  }
}

export const eventAt = (index: number): AuditEvent => ({
  tenant: ['default', 'acme', 'globex'][index % 3] ?? 'default',
  actor: `key_${index % 7}`,
  actorKind: 'api-key',
  action: index % 2 === 0 ? 'call.shopify/tags.add' : 'connection.update',
  target: `connection-${index % 5}`,
  outcome: index % 11 === 0 ? 'vendor_error' : 'ok',
  traceId: `trace-${index}`,
  requestId: `request-${index}`,
  details: { effect: 'write', index },
})

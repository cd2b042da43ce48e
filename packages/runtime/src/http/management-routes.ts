import type { FastifyInstance } from 'fastify'
import type { Access } from '../access/open-access.ts'
import type { Alerts } from '../alerts/open-alerts.ts'
import type { OpenedAudit } from '../audit/open-audit.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Flags } from '../flags/open-flags.ts'
import type { ConnectorsHealth } from '../health/open-connector-health.ts'
import type { VendorLimits } from '../limits/open-limits.ts'
import type { Toolsets } from '../mcp/toolsets/open-toolsets.ts'
import type { CallHistory } from '../statistics/call-history.ts'
import type { Objectives } from '../objectives/open-objectives.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import type { Store } from '../store/store.ts'
import type { Quotas } from '../usage/quotas/open-quotas.ts'
import type { OpenedVault } from '../vault/open-vault.ts'
import type { Breakers } from '../vendor/breaker/open-breakers.ts'
import { alertRoutes } from './alert-routes.ts'
import { alertTargetRoutes } from './alert-target-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { breakerRoutes } from './breaker-routes.ts'
import { connectorHealthRoutes } from './connector-health-routes.ts'
import { errorRoutes } from './error-routes.ts'
import { flagRoutes } from './flag-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { limitRoutes } from './limit-routes.ts'
import { meRoutes, type MeRoutesOptions } from './me-routes.ts'
import { quotaRoutes } from './quota-routes.ts'
import { statisticsRoutes } from './statistics-routes.ts'
import { silenceRoutes } from './silence-routes.ts'
import { sloRoutes } from './slo-routes.ts'
import { tenantRoutes } from './tenant-routes.ts'
import { toolsetRoutes } from './toolset-routes.ts'
import { usageRoutes } from './usage-routes.ts'
import { vaultRoutes } from './vault-routes.ts'

export interface ManagementRoutesOptions {
  readonly access: Pick<Access, 'keys' | 'tenants'>
  readonly rateLimits: MeRoutesOptions
  readonly toolsets: Toolsets
  readonly flags: Flags
  readonly quotas: Quotas
  readonly history: CallHistory
  readonly breakers: Breakers
  readonly limits: VendorLimits
  readonly audit: OpenedAudit
  readonly vault: Pick<OpenedVault, 'keeper'>
  readonly health: ConnectorsHealth
  readonly objectives: Objectives
  readonly alerts: Alerts
  readonly redactor: Redactor
  readonly registry: Registry
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** What is managed beside connectors and connections: who may do what, what is on, what was used and done. */
export async function managementRoutes(
  app: FastifyInstance,
  options: ManagementRoutesOptions,
): Promise<void> {
  const { access, rateLimits, toolsets, flags, quotas, history, breakers, limits, audit, vault } = options
  const { objectives, alerts, health, redactor, registry, store, now } = options
  await app.register(meRoutes, rateLimits)
  await app.register(keyRoutes, { keys: access.keys, toolsets, now })
  await app.register(tenantRoutes, { tenants: access.tenants })
  await app.register(toolsetRoutes, { toolsets, registry })
  await app.register(auditRoutes, { audit, store })
  await app.register(breakerRoutes, { breakers })
  await app.register(limitRoutes, { limits })
  await app.register(flagRoutes, { flags })
  await app.register(quotaRoutes, { quotas })
  await app.register(usageRoutes, { store, quotas, now })
  await app.register(statisticsRoutes, { history, now })
  await app.register(connectorHealthRoutes, { health, redactor })
  await app.register(sloRoutes, { objectives, records: alerts.records })
  await app.register(alertRoutes, { alerts, now })
  await app.register(silenceRoutes, { silences: alerts.silences, now })
  await app.register(alertTargetRoutes, { alerts, redactor })
  await app.register(errorRoutes, { store, now })
  await app.register(vaultRoutes, { keeper: vault.keeper })
}

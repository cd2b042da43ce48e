import { Type, type Static } from '@sinclair/typebox'
import { auditSettings } from './settings/audit-settings.ts'
import { accessSettings } from './settings/access-settings.ts'
import { alertSettings } from './settings/alert-settings.ts'
import { authorizationSettings } from './settings/authorization-settings.ts'
import { breakerSettings } from './settings/breaker-settings.ts'
import { cacheSettings } from './settings/cache-settings.ts'
import { clientSettings } from './settings/client-settings.ts'
import { consoleSettings } from './settings/console-settings.ts'
import { connectorSettings } from './settings/connector-settings.ts'
import { flagSettings } from './settings/flag-settings.ts'
import { inboundSettings } from './settings/inbound-settings.ts'
import { idempotencySettings } from './settings/idempotency-settings.ts'
import { mcpGuardSettings } from './settings/mcp-guard-settings.ts'
import { limitSettings } from './settings/limit-settings.ts'
import { mcpSettings } from './settings/mcp-settings.ts'
import { serverSettings } from './settings/server-settings.ts'
import { sharedStateSettings } from './settings/shared-state-settings.ts'
import { storeSettings } from './settings/store-settings.ts'
import { taskSettings } from './settings/task-settings.ts'
import { telemetrySettings } from './settings/telemetry-settings.ts'
import { transformSettings } from './settings/transform-settings.ts'
import { vaultSettings } from './settings/vault-settings.ts'
import { vendorSettings } from './settings/vendor-settings.ts'

/**
 * Every setting of the runtime. This one schema validates the environment, types the code and prints the
 * reference (`patchbay config`). NODE_ENV only decides the defaults of USE_MOCK_DATA and
 * PATCHBAY_GENERATED_KEYS.
 */
export const SettingsSchema = Type.Object({
  ...serverSettings,
  ...inboundSettings,
  ...accessSettings,
  ...consoleSettings,
  ...sharedStateSettings,
  ...vaultSettings,
  ...storeSettings,
  ...connectorSettings,
  ...flagSettings,
  ...mcpSettings,
  ...vendorSettings,
  ...authorizationSettings,
  ...mcpGuardSettings,
  ...limitSettings,
  ...transformSettings,
  ...idempotencySettings,
  ...taskSettings,
  ...breakerSettings,
  ...cacheSettings,
  ...telemetrySettings,
  ...auditSettings,
  ...alertSettings,
  ...clientSettings,
})

export type Settings = Static<typeof SettingsSchema>
export type SettingName = keyof Settings

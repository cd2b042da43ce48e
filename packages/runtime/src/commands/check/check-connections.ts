import { pino } from 'pino'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { readConnectionSettings } from '../../connections/connection-settings.ts'
import { apiKeyCredentials } from '../../connections/api-key-credentials.ts'
import { judgeConfiguredConnections, readEgressPolicy } from '../../connections/configured-connections.ts'
import { createRedactor } from '../../telemetry/redaction/redactor.ts'
import { tokenRules } from '../../vendor/credentials/token-rules.ts'
import { inspectConnectors } from '../inspect-connectors.ts'

/** Whether all connectors can be loaded, and the connections of the settings suit them. */
export async function checkConnections(
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const { registry } = await inspectConnectors(settings.connectors, settings)
  const problems = registry.quarantined.map(({ id, reason }) => `PATCHBAY_CONNECTORS: ${id}: ${reason}`)
  let configured: ReturnType<typeof readConnectionSettings> = []
  try {
    if (settings.connections !== undefined) {
      configured = readConnectionSettings(settings.connections, environment)
    }
    await judgeConfiguredConnections(configured, {
      registry,
      kinds: { 'api-key': apiKeyCredentials, ...tokenRules },
      egress: readEgressPolicy(settings.egressAllow.split(',')),
      redactor: createRedactor(),
      log: pino({ level: 'silent' }),
    })
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    problems.push(...error.problems)
  }
  for (const { id, connector } of configured) {
    if (
      [
        ...registry.loaded.map(({ host }) => host.description.id),
        ...registry.quarantined.map((one) => one.id),
      ].includes(connector)
    )
      continue
    problems.push(`connection ${id}: there is no connector "${connector}"`)
  }
  await Promise.all(registry.loaded.map(({ host }) => host.close()))
  if (problems.length > 0) throw new ConfigurationError(problems)
  return `${registry.loaded.length} connectors, ${configured.length} connections`
}

import type { Logger } from 'pino'
import { defaultTenant } from '../access/principal.ts'
import { ConfigurationError } from '../configuration/read-settings.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import type { Connection } from './connection.ts'
import { createEgressPolicy, type EgressPolicy } from './egress-policy.ts'
import { judgeFixedConnection, type FixedConnectionParts } from './fixed-connection.ts'

/**
 * Judges the connections of the configuration, which belong to the tenant that is always there. Throws a
 * `ConfigurationError` that lists everything wrong with any of them.
 */
export async function openConfiguredConnections(
  list: readonly ConnectionSettings[],
  parts: FixedConnectionParts & { readonly log: Logger },
): Promise<Connection[]> {
  const { registry, redactor, log } = parts
  const connections: Connection[] = []
  const problems: string[] = []
  for (const settings of list) {
    const { id, connector } = settings
    const isLoaded = registry.loaded.some(({ host }) => host.description.id === connector)
    if (!isLoaded) {
      log.warn({ connection: id, connector }, 'connection without a loaded connector')
      continue
    }
    const owner = { tenant: defaultTenant, source: 'live' } as const
    const { connection, wrong } = await judgeFixedConnection(settings, owner, parts)
    problems.push(...wrong)
    if (connection !== undefined) connections.push(connection)
  }
  if (problems.length > 0) throw new ConfigurationError(problems.map((text) => redactor.redact(text)))
  return connections
}

/** What the operator has permitted. Throws a `ConfigurationError`. */
export function readEgressPolicy(patterns: readonly string[]): EgressPolicy {
  try {
    return createEgressPolicy(patterns.map((pattern) => pattern.trim()).filter(Boolean))
  } catch (error) {
    throw new ConfigurationError([`PATCHBAY_EGRESS_ALLOW: ${(error as Error).message}`])
  }
}

import type { Logger } from 'pino'
import { defaultTenant } from '../access/principal.ts'
import { ConfigurationError } from '../configuration/read-settings.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import type { Connection } from './connection.ts'
import type { CredentialOwner } from './credential-kinds.ts'
import { createEgressPolicy, type EgressPolicy } from './egress-policy.ts'
import {
  createFixedConnection,
  judgeFixedConnection,
  type FixedConnection,
  type FixedConnectionParts,
  type JudgeFixedParts,
} from './fixed-connection.ts'

export interface ConfiguredConnections {
  readonly connections: readonly Connection[]
  /** The same as their credentials see them. */
  readonly owners: readonly CredentialOwner[]
}

/** Opens the connections of the configuration. Throws as judging them does. */
export async function openConfiguredConnections(
  list: readonly ConnectionSettings[],
  parts: FixedConnectionParts & { readonly log: Logger },
): Promise<ConfiguredConnections> {
  const fixed = await judgeConfiguredConnections(list, parts)
  const opened = fixed.map((one) => createFixedConnection(one, parts.kinds))
  return { connections: opened.map(({ connection }) => connection), owners: opened.map(({ owner }) => owner) }
}

/**
 * Judges the connections of the configuration, which belong to the tenant that is always there. Throws a
 * `ConfigurationError` that lists everything wrong with any of them.
 */
export async function judgeConfiguredConnections(
  list: readonly ConnectionSettings[],
  parts: JudgeFixedParts & { readonly log: Logger },
): Promise<FixedConnection[]> {
  const { registry, redactor, log } = parts
  const right: FixedConnection[] = []
  const problems: string[] = []
  for (const settings of list) {
    const { id, connector } = settings
    const isLoaded = registry.loaded.some(({ host }) => host.description.id === connector)
    if (!isLoaded) {
      log.warn({ connection: id, connector }, 'connection without a loaded connector')
      continue
    }
    const owner = { tenant: defaultTenant, source: 'live' } as const
    const { fixed, wrong } = await judgeFixedConnection(settings, owner, parts)
    problems.push(...wrong)
    if (fixed !== undefined) right.push(fixed)
  }
  if (problems.length > 0) throw new ConfigurationError(problems.map((text) => redactor.redact(text)))
  return right
}

/** What the operator has permitted. Throws a `ConfigurationError`. */
export function readEgressPolicy(patterns: readonly string[]): EgressPolicy {
  try {
    return createEgressPolicy(patterns.map((pattern) => pattern.trim()).filter(Boolean))
  } catch (error) {
    throw new ConfigurationError([`PATCHBAY_EGRESS_ALLOW: ${(error as Error).message}`])
  }
}

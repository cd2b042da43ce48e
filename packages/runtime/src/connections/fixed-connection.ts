import { hash } from 'node:crypto'
import type { Registry } from '../connectors/registry.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { ConnectionCalls } from './connection-calls.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import type { Connection } from './connection.ts'
import { kindOf, type CredentialKinds, type EnteredCredentials } from './credential-kinds.ts'
import { judgeConnection, type Account, type JudgeParts } from './judge-connection.ts'
import { protectSecrets } from './protect-secrets.ts'

/** Whose it is, and whether its vendor is an emulator. */
export interface FixedOwner {
  readonly tenant: string
  readonly source: Connection['source']
}

export interface FixedConnectionParts extends JudgeParts {
  readonly registry: Registry
  readonly redactor: Redactor
}

export interface FixedConnection extends FixedOwner {
  readonly id: string
  readonly connector: string
  readonly account: Account
  readonly credentials: EnteredCredentials
}

/** A connection that nobody can change while the server runs: of the configuration, or to an emulator. */
export function createFixedConnection(fixed: FixedConnection, kinds: CredentialKinds): Connection {
  const { tenant, id, connector, source, account, credentials } = fixed
  const { config, authentication, origins } = account
  const uid = [source === 'mock' ? 'emulator' : 'configuration', tenant, connector, id].join('/')
  // The same after a restart, unless the configuration has another account under the same id.
  const digest = hash('sha256', JSON.stringify([config, authentication, credentials, origins]), 'base64url')
  const owner = { tenant, uid, id, connector, config, authentication, origins, entered: () => credentials }
  return Object.freeze<Connection>({
    tenant,
    uid,
    id,
    connector,
    config,
    authentication,
    origins,
    key: `${uid}/${digest.slice(0, 16)}`,
    credentials: kindOf(kinds, authentication).open(owner),
    source,
    state: 'active',
    stateReason: '',
    renewal: 'Change PATCHBAY_CONNECTIONS and restart the server.',
    grantedScopes: undefined,
    calls: new ConnectionCalls(),
  })
}

/** The connection, or what is wrong with it, each in a line that shows none of its secrets. */
export async function judgeFixedConnection(
  settings: ConnectionSettings,
  owner: FixedOwner,
  parts: FixedConnectionParts,
): Promise<{ readonly connection?: Connection; readonly wrong: readonly string[] }> {
  const { id, connector: connectorId, credentials = {} } = settings
  const connector = parts.registry.find(connectorId)
  protectSecrets(settings, connector, parts.redactor)
  const { account, errors } = await judgeConnection(settings, credentials, connector, parts)
  if (account === undefined) {
    return { wrong: errors.map(({ path, message }) => `connection ${id}: ${path}: ${message}`) }
  }
  const fixed = { ...owner, id, connector: connectorId, account, credentials }
  return { connection: createFixedConnection(fixed, parts.kinds), wrong: [] }
}

import { hash } from 'node:crypto'
import type { Registry } from '../connectors/registry.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { ConnectionCalls } from './connection-calls.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import type { Connection } from './connection.ts'
import {
  kindOf,
  type CredentialKinds,
  type CredentialOwner,
  type EnteredCredentials,
} from './credential-kinds.ts'
import { judgeConnection, type Account, type JudgeParts } from './judge-connection.ts'
import { protectSecrets } from './protect-secrets.ts'

/** Whose it is, and whether its vendor is an emulator. */
export interface FixedOwner {
  readonly tenant: string
  readonly source: Connection['source']
}

export interface JudgeFixedParts extends JudgeParts {
  readonly registry: Registry
  readonly redactor: Redactor
}

export interface FixedConnectionParts extends JudgeFixedParts {
  readonly kinds: CredentialKinds
}

/** A connection that was judged to be right. */
export interface FixedConnection extends FixedOwner {
  readonly id: string
  readonly connector: string
  readonly account: Account
  readonly credentials: EnteredCredentials
}

interface Fixed {
  readonly connection: Connection
  /** The same as its credentials see it. */
  readonly owner: CredentialOwner
}

/** A connection that nobody can change while the server runs: of the configuration, or to an emulator. */
export function createFixedConnection(fixed: FixedConnection, kinds: CredentialKinds): Fixed {
  const { tenant, id, connector, source, account, credentials } = fixed
  const { config, authentication, origins } = account
  const uid = [source === 'mock' ? 'emulator' : 'configuration', tenant, connector, id].join('/')
  // The same after a restart, unless the configuration has another account under the same id.
  const digest = hash('sha256', JSON.stringify([config, authentication, credentials, origins]), 'base64url')
  const common = { tenant, uid, id, connector, config, authentication, origins }
  const owner: CredentialOwner = { ...common, entered: () => credentials }
  const kind = kindOf(kinds, authentication)
  const isByPerson = kind.initial?.(authentication) !== undefined
  const connection = Object.freeze<Connection>({
    ...common,
    key: `${uid}/${digest.slice(0, 16)}`,
    credentials: kind.open(owner),
    source,
    state: 'active',
    stateReason: '',
    renewal: isByPerson
      ? kind.renewal(authentication, id)
      : 'Change PATCHBAY_CONNECTIONS and restart the server.',
    grantedScopes: undefined,
    calls: new ConnectionCalls(),
  })
  return { connection, owner }
}

/** What the connection is made of, or what is wrong with it, each in a line that shows none of its secrets. */
export async function judgeFixedConnection(
  settings: ConnectionSettings,
  owner: FixedOwner,
  parts: JudgeFixedParts,
): Promise<{ readonly fixed?: FixedConnection; readonly wrong: readonly string[] }> {
  const { id, connector: connectorId, credentials = {} } = settings
  const connector = parts.registry.find(connectorId)
  protectSecrets(settings, connector, parts.redactor)
  const { account, errors } = await judgeConnection(settings, credentials, connector, parts)
  if (account === undefined) {
    return { wrong: errors.map(({ path, message }) => `connection ${id}: ${path}: ${message}`) }
  }
  return { fixed: { ...owner, id, connector: connectorId, account, credentials }, wrong: [] }
}

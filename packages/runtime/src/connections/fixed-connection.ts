import { hash } from 'node:crypto'
import { defaultTenant } from '../access/principal.ts'
import { ConnectionCalls } from './connection-calls.ts'
import type { Connection } from './connection.ts'
import { kindOf, type CredentialKinds, type EnteredCredentials } from './credential-kinds.ts'
import type { Account } from './judge-connection.ts'

export interface FixedConnection {
  readonly tenant?: string
  readonly id: string
  readonly connector: string
  readonly source: Connection['source']
  readonly account: Account
  readonly credentials: EnteredCredentials
}

/** A connection that nobody can change while the server runs: of the configuration, or to an emulator. */
export function createFixedConnection(fixed: FixedConnection, kinds: CredentialKinds): Connection {
  const { tenant = defaultTenant, id, connector, source, account, credentials } = fixed
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
    grantedScopes: undefined,
    calls: new ConnectionCalls(),
  })
}

import { ConnectionCalls } from '../../src/connections/connection-calls.ts'
import type { Connection } from '../../src/connections/connection.ts'
import { credentialsOf } from '../../src/vendor/authenticate-request.ts'

/** A connection with a key that is sent in a header. */
export function aConnection(change: Partial<Connection> = {}): Connection {
  const authentication = {
    kind: 'api-key',
    title: 'Key',
    help: '',
    credentials: {} as never,
    field: 'key',
    in: 'header',
    name: 'x-key',
  } as const
  const credentialed = credentialsOf(authentication, { key: 'k' })
  return {
    tenant: 'default',
    id: 'main',
    uid: 'uid-main',
    key: 'uid-main.1',
    connector: 'some',
    config: {},
    authentication,
    credentials: { current: () => credentialed },
    origins: { api: 'https://some.example', files: 'https://files.some.example' },
    source: 'live',
    state: 'active',
    stateReason: '',
    renewal: 'Renew it.',
    grantedScopes: undefined,
    calls: new ConnectionCalls(),
    ...change,
  }
}

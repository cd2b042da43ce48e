import t from 'tap'
import { oauth2 } from '@patchbay/contract'
import { effectiveScopes } from '../../src/connections/effective-scopes.ts'
import { requireScopes, requireUsable } from '../../src/connections/usable-connection.ts'
import { aConnection } from '../support/a-connection.ts'

t.test('an operation is refused whose scopes the connection is known to lack', (t) => {
  const granted = aConnection({ grantedScopes: new Set(['read_orders']) })
  requireScopes(granted, 'orders.list', ['read_orders'])
  requireScopes(granted, 'shop.get', [])
  requireScopes(aConnection(), 'orders.list', ['read_orders'])
  t.throws(() => requireScopes(granted, 'orders.add', ['read_orders', 'write_orders']), {
    code: 'connection_forbidden',
    message: 'The connection "main" was not granted write_orders at the vendor, which orders.add needs.',
    advice: /Grant write_orders at the vendor/,
  })
  t.end()
})

t.test('one that does not work any more says why, and what to do', (t) => {
  t.equal(requireUsable(aConnection()).id, 'main')
  const stateReason = 'The consent was withdrawn.'
  t.throws(() => requireUsable(aConnection({ state: 'reauthorize', stateReason, renewal: 'Go there.' })), {
    code: 'connection_unauthorized',
    message: /renewed\. The consent was withdrawn\.$/,
    advice: 'Go there.',
  })
  t.throws(() => requireUsable(aConnection({ state: 'disabled' })), { code: 'disabled', advice: /PATCH/ })
  t.end()
})

t.test('what the vendor granted includes what its scopes imply', (t) => {
  const facts = {
    title: '',
    help: '',
    grant: 'client-credentials',
    token: { origin: 'api', path: '/' },
  } as const
  const implied = { admin: ['write'], write: ['read', 'write'], toString: ['nothing'] }
  const shop = oauth2({ ...facts, scopes: [], impliedScopes: implied })
  t.strictSame([...(effectiveScopes(['write'], shop) ?? [])], ['write', 'read'])
  t.strictSame([...(effectiveScopes(['admin'], shop) ?? [])], ['admin', 'write', 'read'], 'and these in turn')
  t.strictSame([...(effectiveScopes(['read', 'constructor'], shop) ?? [])], ['read', 'constructor'])
  t.strictSame(effectiveScopes(undefined, shop), undefined, 'not known is not none')
  t.strictSame([...(effectiveScopes(['write'], oauth2({ ...facts, scopes: [] })) ?? [])], ['write'])
  t.end()
})

import t from 'tap'
import { Problem } from '@patchbay/contract'
import { createCallAccess } from '../../../src/access/call-access.ts'
import { InsufficientScope } from '../../../src/access/oauth-resource/insufficient-scope.ts'
import {
  ownScopes,
  permissionsForAll,
  permissionsWithin,
} from '../../../src/access/oauth-resource/token-scopes.ts'
import { operatorOf } from '../../../src/access/operator.ts'
import { permissionsOf, type Role } from '../../../src/access/permissions.ts'
import type { Principal } from '../../../src/access/principal.ts'

const tokenOf = (role: Role, text: string): Principal => {
  const scopes = ownScopes(text.split(' ')) ?? new Set()
  return {
    ...operatorOf('default'),
    kind: 'oidc',
    role,
    permissions: permissionsWithin(role, scopes),
    scopes,
  }
}

const operation = (connector: string, effect: 'read' | 'idempotent' | 'write' | 'destructive') => ({
  connector: { host: { description: { id: connector } } },
  description: { id: 'things.do', effect },
})

/** `may`, the scope that is asked for, or `never`. */
function verdict(principal: Principal, connector: string, effect: Parameters<typeof operation>[1]): string {
  try {
    createCallAccess().check(principal, operation(connector, effect))
    return 'may'
  } catch (error) {
    if (error instanceof InsufficientScope) return error.scope
    return Problem.is(error) && error.code === 'forbidden' ? 'never' : String(error)
  }
}

t.test('a token may call what both its role and its scopes allow', async (t) => {
  const cases: readonly (readonly [Role, string, ...Parameters<typeof operation>, string])[] = [
    ['developer', 'patchbay:read', 'echo', 'read', 'may'],
    ['developer', 'patchbay:read', 'echo', 'write', 'patchbay:write'],
    ['developer', 'patchbay:read', 'echo', 'idempotent', 'patchbay:write'],
    ['developer', 'patchbay:write', 'echo', 'idempotent', 'may'],
    ['developer', 'patchbay:write', 'echo', 'read', 'patchbay:read'],
    ['developer', 'patchbay:read patchbay:write', 'echo', 'destructive', 'patchbay:destructive'],
    ['developer', 'patchbay:echo:write', 'echo', 'write', 'may'],
    ['developer', 'patchbay:echo:write', 'shelf', 'write', 'patchbay:shelf:write'],
    ['developer', 'patchbay:echo:write', 'echo', 'read', 'patchbay:echo:read'],
    ['developer', 'patchbay:manage', 'echo', 'read', 'patchbay:read'],
    ['developer', 'patchbay:everything patchbay:*', 'echo', 'read', 'patchbay:read'],
    ['developer', 'patchbay::read', 'echo', 'read', 'patchbay:read'],
    ['developer', '', 'echo', 'read', 'patchbay:read'],
    ['viewer', 'patchbay:write', 'echo', 'write', 'never'],
    ['agent', 'patchbay:read', 'echo', 'destructive', 'never'],
  ]
  for (const [role, scopes, connector, effect, expected] of cases) {
    t.equal(
      verdict(tokenOf(role, scopes), connector, effect),
      expected,
      `${role} ${scopes}: ${connector} ${effect}`,
    )
  }
})

t.test(
  'a scope never gives what the role has not, and all of them together give all that it has',
  async (t) => {
    const all = 'patchbay:read patchbay:write patchbay:destructive patchbay:manage'
    for (const role of ['owner', 'admin', 'developer', 'viewer', 'agent'] as const) {
      t.same([...tokenOf(role, all).permissions], permissionsOf[role], role)
      t.same(
        [...tokenOf(role, 'patchbay:read').permissions].filter((one) => /write|destructive/.test(one)),
        [],
      )
      t.same([...tokenOf(role, 'patchbay:everything').permissions], [])
    }
    t.notOk(tokenOf('owner', 'patchbay:read').permissions.has('keys.read'))
    t.ok(tokenOf('owner', 'patchbay:manage').permissions.has('keys.write'))
    t.same([...tokenOf('owner', 'patchbay:gsc:read').permissions].toSorted(), [
      'calls.read',
      'connections.read',
      'connectors.read',
    ])
  },
)

t.test('what holds for one connector cannot be handed on as if it did for all', async (t) => {
  const { permissions, scopes = new Set() } = tokenOf(
    'owner',
    'patchbay:manage patchbay:read patchbay:echo:write',
  )
  t.ok(permissions.has('calls.write'))
  const handed = permissionsForAll(permissions, scopes)
  t.notOk(handed.has('calls.write'))
  t.ok(handed.has('calls.read') && handed.has('keys.write'))
})

t.test('scopes that are not ours say nothing', async (t) => {
  t.equal(ownScopes(['openid', 'profile', 'users:read', 'echo:read']), undefined)
  t.same(ownScopes(['openid', 'patchbay:read']), new Set(['patchbay:read']))
})

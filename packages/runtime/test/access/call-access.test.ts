import t from 'tap'
import { effects, Problem, type Effect } from '@patchbay/contract'
import { checkConnection, createCallAccess, type CallableOperation } from '../../src/access/call-access.ts'
import { operator } from '../../src/access/operator.ts'
import { permissionsOf, roles, type Role } from '../../src/access/permissions.ts'
import type { Principal, Restrictions } from '../../src/access/principal.ts'

const operation = (connector: string, id: string, effect: Effect): CallableOperation => ({
  connector: { host: { description: { id: connector } } },
  description: { id, effect },
})

const withRole = (role: Role, restrictions?: Restrictions): Principal => ({
  ...operator,
  role,
  permissions: new Set(permissionsOf[role]),
  restrictions,
})

/** What the refusal says; undefined where there is none. */
function refusal(act: () => void): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (!Problem.is(error) || error.code !== 'forbidden') throw error
    return error.message
  }
}

t.test('what a role may call follows from the effect', (t) => {
  const access = createCallAccess()
  const allowed = Object.fromEntries(
    roles.map((role) => {
      const principal = withRole(role)
      const may = (effect: Effect) =>
        refusal(() => access.check(principal, operation('shop', `orders.${effect}`, effect))) === undefined
      return [role, effects.filter(may)]
    }),
  )
  t.same(allowed, {
    owner: effects,
    admin: effects,
    developer: effects,
    viewer: ['read'],
    agent: ['read', 'idempotent', 'write'],
  })
  t.equal(
    refusal(() => access.check(withRole('agent'), operation('shop', 'orders.delete', 'destructive'))),
    'The key lacks the permission calls.destructive.',
  )
  t.end()
})

t.test('restrictions hold a principal to less, and the refusal names which', (t) => {
  const access = createCallAccess()
  const restrictions: Restrictions = {
    connectors: new Set(['shop', 'mail']),
    operations: new Set(['shop/orders.list', 'shop/orders.add', 'bank/pay']),
    effects: new Set<Effect>(['read']),
    connections: new Set(['main']),
  }
  const principal = withRole('owner', restrictions)
  const says = (connector: string, id: string, effect: Effect) =>
    refusal(() => access.check(principal, operation(connector, id, effect)))
  t.equal(says('shop', 'orders.list', 'read'), undefined)
  t.match(says('bank', 'pay', 'read'), /may not use the connector bank/)
  t.match(says('mail', 'send', 'read'), /may not use the operation mail\/send/)
  t.match(says('shop', 'orders.add', 'write'), /may not use operations with the effect write/)
  t.equal(
    refusal(() => checkConnection(principal, { id: 'main', source: 'live' })),
    undefined,
  )
  t.match(
    refusal(() => checkConnection(principal, { id: 'other', source: 'live' })),
    /may not use the connection other/,
  )
  t.equal(
    refusal(() => checkConnection(withRole('agent'), { id: 'other', source: 'live' })),
    undefined,
  )
  t.end()
})

t.test('a test key reaches emulators only', (t) => {
  const principal = withRole('owner', { sources: new Set(['mock'] as const) })
  t.equal(
    refusal(() => checkConnection(principal, { id: 'main', source: 'mock' })),
    undefined,
  )
  t.match(
    refusal(() => checkConnection(principal, { id: 'main', source: 'live' })),
    /is no emulator/,
  )
  t.end()
})

t.test('a verdict is worked out once for each principal and operation', (t) => {
  const access = createCallAccess()
  let looked = 0
  const permissions = new Set(permissionsOf.viewer)
  const counting = {
    ...operator,
    permissions: Object.assign(permissions, {
      has(permission: never) {
        looked += 1
        return Set.prototype.has.call(this, permission)
      },
    }),
  }
  const list = operation('shop', 'orders.list', 'read')
  const add = operation('shop', 'orders.add', 'write')
  for (let count = 0; count < 3; count += 1) {
    t.equal(
      refusal(() => access.check(counting, list)),
      undefined,
    )
    t.match(
      refusal(() => access.check(counting, add)),
      /calls\.write/,
    )
  }
  t.equal(looked, 2)
  t.end()
})

import t from 'tap'
import { account, property, startAdmin, viewed } from './support.ts'

t.test('the history is searched page by page, newest first', async (t) => {
  const admin = await startAdmin(t)
  const first = await admin.list('change-history.search', { account })
  t.equal(first.items.length, 50)
  const second = await admin.list('change-history.search', { account, cursor: first.next })
  t.equal(second.items.length, 10)
  t.equal(second.next, undefined)
  const times = [...first.items, ...second.items].map(({ changeTime }) => String(changeTime))
  t.same(times, times.toSorted().toReversed())
  await t.rejects(admin.run('change-history.search', { account, actions: ['DELETED'], cursor: first.next }), {
    code: 'vendor_rejected',
    errors: [{ path: '/cursor' }],
  })
})

t.test('the history is narrowed by what, who and when', async (t) => {
  const admin = await startAdmin(t)
  const count = async (input: object) =>
    (await admin.list('change-history.search', { account, pageSize: 200, ...input })).items.length
  t.equal(await count({ property }), 2)
  t.equal(await count({ resourceTypes: ['CUSTOM_DIMENSION', 'PROPERTY'] }), 59)
  t.equal(await count({ actions: ['CREATED'] }), 2)
  t.equal(await count({ actorEmails: ['ada@fernhill.example'] }), 31)
  t.equal(await count({ earliest: '2026-11-09T09:00:00Z' }), 2)
  t.equal(await count({ earliest: '2026-11-09T09:00:01Z', latest: '2026-11-10T08:59:59Z' }), 0)
})

t.test('what the connector changes is in the history', async (t) => {
  const admin = await startAdmin(t)
  await admin.run('properties.update', { property, displayName: 'New name' })
  const { items } = await admin.list('change-history.search', { account, property, pageSize: 1 })
  t.match(items, [
    {
      actorType: 'USER',
      changes: [
        {
          resource: `properties/${property}`,
          action: 'UPDATED',
          before: { property: { displayName: 'Fernhill Garden' } },
          after: { property: { displayName: 'New name' } },
        },
      ],
    },
  ])
})

t.test('values of secrets are in no history', async (t) => {
  const admin = await startAdmin(t)
  const { items } = await admin.list('change-history.search', {
    account,
    resourceTypes: ['MEASUREMENT_PROTOCOL_SECRET'],
  })
  t.match(items, [
    { changes: [{ after: { measurementProtocolSecret: { displayName: 'Till in the shop' } } }] },
  ])
  t.notMatch(JSON.stringify(items), /secretValue|emulated-measurement-value/)
})

t.test('data of users is deleted only where it is allowed, and of one user alone', async (t) => {
  const admin = await startAdmin(t)
  const asked = () => admin.host.journal.filter(({ path }) => path.endsWith(':submitUserDeletion'))
  for (const config of [{}, { allowUserDeletion: false }])
    await t.rejects(admin.run('user-deletion.submit', { property, clientId: '1.2' }, config), {
      code: 'disabled',
      advice: /allowUserDeletion/,
    })
  await t.rejects(admin.run('user-deletion.submit', { property }), {
    code: 'invalid_input',
    errors: [{ path: '' }],
  })
  await t.rejects(admin.run('user-deletion.submit', { property, userId: 'a', clientId: '1.2' }), {
    code: 'invalid_input',
    errors: [{ path: '/clientId' }],
  })
  t.equal(asked().length, 0)
  await admin.run('user-deletion.submit', { property, userProvidedData: 'ada@fernhill.example' })
  t.match(asked(), [{ body: '{"userProvidedData":"ada@fernhill.example"}' }])
  await t.rejects(admin.run('user-deletion.submit', { property: viewed, userId: 'a' }), {
    code: 'connection_forbidden',
  })
})

t.test('who has access is told of a property, or of an account', async (t) => {
  const admin = await startAdmin(t)
  t.match(await admin.list('access-bindings.list'), {
    items: [{ roles: ['predefinedRoles/viewer', 'predefinedRoles/no-cost-data'] }],
  })
  const outcome = await admin.run('access-bindings.list', { account })
  t.match(outcome.sent, [{ path: `/v1alpha/accounts/${account}/accessBindings` }])
})

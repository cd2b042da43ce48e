import t from 'tap'
import { account, property, startAdmin, viewed } from './support.ts'

const idsOf = (items: ReadonlyArray<Readonly<Record<string, unknown>>>) => items.map((one) => one['property'])

t.test('a property is made, renamed and moved to the trash', async (t) => {
  const admin = await startAdmin(t)
  const { data } = await admin.run('properties.create', {
    account,
    displayName: 'Fernhill Seeds',
    timeZone: 'Europe/Berlin',
  })
  const made = data['property']
  t.match(data, { currencyCode: 'USD', account, parent: `accounts/${account}`, deleteTime: null })
  await admin.run('properties.update', { property: made, displayName: 'Seeds', currencyCode: 'EUR' })
  t.match((await admin.run('properties.get', { property: made })).data, {
    displayName: 'Seeds',
    currencyCode: 'EUR',
    timeZone: 'Europe/Berlin',
  })
  const gone = await admin.run('properties.delete', { property: made })
  t.match(gone.data, { deleteTime: /^2026-11-22/, expireTime: /^2026-12-27/ })
  t.notOk(idsOf((await admin.list('properties.list', { account })).items).includes(made))
  const all = await admin.list('properties.list', { account, showDeleted: true })
  t.ok(idsOf(all.items).includes(made))
  await t.rejects(admin.run('properties.update', { property: made, displayName: 'Again' }), {
    code: 'vendor_rejected',
  })
})

t.test('what is in the trash is listed where it is asked for, and in no summary', async (t) => {
  const admin = await startAdmin(t)
  t.equal((await admin.list('properties.list', { account })).items.length, 5)
  const all = await admin.list('properties.list', { account, showDeleted: true })
  t.ok(idsOf(all.items).includes('388888888'))
  const { data } = await admin.run('accounts.summaries')
  t.notMatch(JSON.stringify(data), /388888888/)
})

t.test('a summary says what may be changed', async (t) => {
  const admin = await startAdmin(t)
  const { items } = await admin.list('accounts.summaries')
  t.match(items, [
    { account, properties: [{ property, canEdit: true }] },
    { properties: [{ property: viewed, canEdit: false }] },
  ])
})

t.test('properties below an account are asked for by another filter', async (t) => {
  const admin = await startAdmin(t)
  const outcome = await admin.run('properties.list', { account, includeDescendants: true, pageSize: 1 })
  t.match(outcome.sent, [{ query: { filter: `ancestor:accounts/${account}`, pageSize: 1 } }])
})

t.test('what is not there is not told apart from what is hidden', async (t) => {
  const admin = await startAdmin(t)
  await t.rejects(admin.run('properties.get', { property: '399999999' }), {
    code: 'connection_forbidden',
    advice: /accounts\.summaries.*Editor/,
  })
  await t.rejects(admin.run('accounts.get', { account: '1999999999' }), { code: 'connection_forbidden' })
  await t.rejects(admin.run('properties.list', { account: '1999999999' }), { code: 'connection_forbidden' })
  await t.rejects(admin.run('properties.delete', { property: viewed }), { code: 'connection_forbidden' })
})

t.test('the property is that of the configuration, where none is named', async (t) => {
  const admin = await startAdmin(t)
  t.match((await admin.run('properties.get', {}, { propertyId: '333333333' })).data, {
    property: '333333333',
    timeZone: 'Europe/Berlin',
  })
  await t.rejects(admin.run('properties.get', {}, {}), {
    code: 'invalid_input',
    errors: [{ path: '/property' }],
  })
  await t.rejects(admin.run('properties.get', { property: 'G-FERNHILL01' }), {
    code: 'invalid_input',
    errors: [{ path: '/property' }],
  })
})

t.test('a zone that there is not is refused at its field', async (t) => {
  const admin = await startAdmin(t)
  await t.rejects(admin.run('properties.update', { property, timeZone: 'Mars/Olympus' }), {
    code: 'vendor_rejected',
    errors: [{ path: '/timeZone' }],
  })
})

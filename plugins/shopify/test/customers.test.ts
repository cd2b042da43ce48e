import t from 'tap'
import { startShop } from './start-shop.ts'

const clara = 'gid://shopify/Customer/6900000001003'
const ada = 'gid://shopify/Customer/6900000001001'

t.test('a customer is created, found by each name, changed and deleted', async (t) => {
  const run = await startShop(t)
  const email = 'ida.falk@example.com'
  const { id } = await run('customers.create', {
    firstName: 'Ida',
    email,
    phone: '+49301234567',
    tags: ['new'],
  })
  for (const name of [{ id }, { email }, { phone: '+49301234567' }]) {
    t.match(await run('customers.get', name), { id, displayName: 'Ida', canDelete: true })
  }
  t.match(await run('customers.search', { tag: 'new' }), { items: [{ id }] })
  t.match(await run('customers.update', { id, lastName: 'Falk' }), {
    displayName: 'Ida Falk',
    email,
    tags: ['new'],
  })
  t.match(await run('customers.set', { email, tags: [], addresses: [{ city: 'Kiel' }] }), {
    id,
    lastName: 'Falk',
    tags: [],
    addresses: [{ city: 'Kiel' }],
  })
  t.same(await run('customers.delete', { id }), { id })
  await t.rejects(run('customers.get', { id }), { code: 'not_found' })
  const { id: other } = await run('customers.set', { email, firstName: 'Ida' })
  t.not(other, id, 'set creates whom there is not')
})

t.test('what Shopify refuses of a customer names the field', async (t) => {
  const run = await startShop(t)
  const refused = (operation: string, input: Record<string, unknown>, path: string, message: RegExp) =>
    t.rejects(
      run(operation, input),
      { code: 'vendor_rejected', errors: [{ path, message }] },
      `${operation} ${path}`,
    )
  await refused('customers.create', { email: 'clara.acker@example.com' }, '/email', /already been taken/)
  await refused('customers.create', { email: 'clara' }, '/email', /invalid/)
  await refused('customers.create', { note: 'x' }, '', /must be present/)
  await refused('customers.update', { id: clara, phone: '+49305550000' }, '/phone', /already been taken/)
  await refused('customers.delete', { id: clara }, '/id', /associated orders/)
  await refused('customers.set', { email: 'clara' }, '/email', /invalid/)
  await refused('customers.email_consent', { id: clara, state: 'SUBSCRIBED' }, '/optInLevel', /must exist/)
  await refused('customers.merge', { customerOneId: clara, customerTwoId: clara }, '', /should not match/)
  const addressId = 'gid://shopify/MailingAddress/1'
  await t.rejects(run('customers.address_delete', { customerId: clara, addressId }), {
    code: 'not_found',
    errors: [{ path: '/addressId' }],
  })
})

t.test('addresses come, change and go, and one is the default', async (t) => {
  const run = await startShop(t)
  const address = await run('customers.address_create', { customerId: clara, city: 'Kiel', isDefault: true })
  t.match(await run('customers.get', { id: clara }), { city: 'Kiel', addresses: { length: 2 } })
  const named = { customerId: clara, addressId: address['id'] }
  t.match(await run('customers.address_update', { ...named, zip: '24103' }), { city: 'Kiel', zip: '24103' })
  await run('customers.address_delete', named)
  t.match(await run('customers.get', { id: clara }), { city: 'Hamburg', addresses: { length: 1 } })
})

t.test('two customers become one, with the orders of both', async (t) => {
  const run = await startShop(t)
  const before = [await run('customers.get', { id: ada }), await run('customers.get', { id: clara })]
  const preview = await run('customers.merge_preview', { customerOneId: ada, customerTwoId: clara })
  t.match(preview, { resultingCustomerId: ada, email: 'ada.acker@example.com', errors: [] })
  await run('customers.merge', { customerOneId: ada, customerTwoId: clara, emailOf: clara, note: 'One.' })
  t.match(await run('customers.get', { id: ada }), {
    email: 'clara.acker@example.com',
    note: 'One.',
    orderCount: before.reduce((sum, { orderCount }) => sum + Number(orderCount), 0),
  })
  await t.rejects(run('customers.get', { id: clara }), { code: 'not_found' })
})

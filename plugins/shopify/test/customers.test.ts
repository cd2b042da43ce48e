import t from 'tap'
import { survivorOf } from '../src/emulator/roots/customers.ts'
import type { Row } from '../src/emulator/state.ts'
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

t.test('a customer is set by the surest name that is given', async (t) => {
  const run = await startShop(t)
  const phone = '+49301234567'
  t.match(await run('customers.set', { id: clara, email: 'clara@example.com', phone }), {
    id: clara,
    email: 'clara@example.com',
  })
  t.match(await run('customers.set', { phone, note: 'Rings twice.' }), { id: clara, note: 'Rings twice.' })
  const { id } = await run('customers.set', { phone: '+49307654321', firstName: 'Ida' })
  t.match(await run('customers.get', { phone: '+49307654321' }), { id, displayName: 'Ida' })
  await t.rejects(run('customers.set', { id: 'gid://shopify/Customer/7' }), { code: 'not_found' })
  await t.rejects(run('customers.set', { firstName: 'Ida' }), { code: 'invalid_input' })
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
  t.match(preview, { resultingCustomerId: clara, email: 'clara.acker@example.com', errors: [] })
  const merge = { customerOneId: ada, customerTwoId: clara, emailOf: ada, note: 'One.' }
  t.match(await run('customers.merge', merge), { id: ada }, 'whose email address is kept goes on')
  t.match(await run('customers.get', { id: ada }), {
    email: 'ada.acker@example.com',
    note: 'One.',
    orderCount: before.reduce((sum, { orderCount }) => sum + Number(orderCount), 0),
  })
  await t.rejects(run('customers.get', { id: clara }), { code: 'not_found' })
})

t.test(
  'of two accounts the one that is further goes on, else the one that agreed to advertising',
  async (t) => {
    const person = (number: number, state: string, marketingState?: string): Row => ({
      __typename: 'Customer',
      id: `gid://shopify/Customer/${number}`,
      state,
      defaultEmailAddress: marketingState === undefined ? null : { marketingState },
    })
    const survivor = (one: Row, two: Row, emailOf?: string) => survivorOf(one, two, emailOf).id.at(-1)
    t.equal(survivor(person(1, 'DISABLED'), person(2, 'ENABLED')), '2', 'without email addresses the second')
    t.equal(survivor(person(1, 'DISABLED', 'UNSUBSCRIBED'), person(2, 'ENABLED')), '1', 'who alone has one')
    t.equal(survivor(person(1, 'ENABLED', 'UNSUBSCRIBED'), person(2, 'INVITED', 'SUBSCRIBED')), '1')
    t.equal(survivor(person(1, 'DISABLED', 'PENDING'), person(2, 'INVITED', 'UNSUBSCRIBED')), '1')
    t.equal(survivor(person(1, 'INVITED', 'SUBSCRIBED'), person(2, 'DISABLED', 'SUBSCRIBED')), '1')
    t.equal(survivor(person(1, 'DISABLED', 'SUBSCRIBED'), person(2, 'DISABLED', 'SUBSCRIBED')), '2')
  },
)

t.test('whoever has a gift card is not merged, and the preview says so', async (t) => {
  const run = await startShop(t)
  await run('gift-cards.create', { amount: '10.00', currency: 'EUR', customerId: clara })
  const two = { customerOneId: ada, customerTwoId: clara }
  t.match(await run('customers.merge_preview', two), { errors: [{ fields: ['GIFT_CARDS'] }] })
  await t.rejects(run('customers.merge', two), {
    code: 'vendor_rejected',
    errors: [{ path: '/customerTwoId', message: /gift cards/ }],
  })
  const nobody = 'gid://shopify/Customer/7'
  await t.rejects(run('customers.merge', { ...two, customerTwoId: nobody }), {
    code: 'not_found',
    errors: [{ path: '/customerTwoId' }],
  })
  await t.rejects(run('customers.delete', { id: nobody }), { code: 'not_found', errors: [{ path: '/id' }] })
})

t.test('a customer is found by an id of the shop, once there is a definition for it', async (t) => {
  const run = await startShop(t)
  const named = { namespace: 'custom', key: 'erp_id' }
  const customId = 'custom.erp_id:K-17'
  await t.rejects(run('customers.get', { customId }), { code: 'not_found' })
  await run('metafield-definitions.create', { ...named, ownerType: 'CUSTOMER', name: 'ERP', type: 'id' })
  await t.rejects(run('customers.get', { customId }), {
    code: 'not_found',
    message: /no customer with the customId "custom.erp_id:K-17"/,
    errors: [{ path: '/customId' }],
  })
  await run('metafields.set', { metafields: [{ ...named, value: 'K-17', ownerId: clara, type: 'id' }] })
  t.match(await run('customers.get', { customId }), { id: clara })
  t.match(await run('customers.set', { customId, note: 'x' }), { id: clara, note: 'x' })
})

t.test('customers are counted by time', async (t) => {
  const run = await startShop(t)
  t.same(await run('customers.count', {}), { count: 80, exact: true })
  t.same(await run('customers.count', { createdSince: '2027-01-01' }), { count: 0, exact: true })
})

import t from 'tap'
import { startShop } from './start-shop.ts'

const clara = 'gid://shopify/Customer/6900000001003'

t.test('a segment has the customers who meet its condition', async (t) => {
  const run = await startShop(t)
  const { id } = await run('segments.create', {
    name: 'Hamburg',
    query: "customer_cities CONTAINS 'Hamburg'",
  })
  const { items } = (await run('segments.members', { segmentId: id })) as {
    items: Array<{ customerId: string }>
  }
  t.ok(items.some(({ customerId }) => customerId === clara))
  t.match(await run('segments.list', { text: 'Hamburg' }), { items: [{ id }] })
  await t.rejects(run('segments.create', { name: 'x', query: 'not valid' }), {
    errors: [{ path: '/query', message: /'valid' is unexpected/ }],
  })
})

t.test('store credit is given and taken, and never below nothing', async (t) => {
  const run = await startShop(t)
  const given = { id: clara, currency: 'EUR' }
  t.match(await run('store-credit.credit', { ...given, amount: '10.00' }), { balance: { amount: '10.0' } })
  t.match(await run('store-credit.debit', { ...given, amount: '4.00' }), { balance: { amount: '6.0' } })
  const refused = (name: string, input: object, path: string, message: RegExp) =>
    t.rejects(
      run(name, { ...given, amount: '9.00', ...input }),
      { errors: [{ path, message }] },
      message.source,
    )
  await refused('store-credit.debit', {}, '/amount', /sufficient funds/)
  await refused('store-credit.credit', { currency: 'USD' }, '/currency', /does not match/)
  await refused('store-credit.credit', { expiresAt: '2020-01-01' }, '/expiresAt', /in the future/)
  await refused('store-credit.credit', { id: 'gid://shopify/Customer/1' }, '/id', /Owner does not exist/)
})

t.test('what is made and deleted is among the events', async (t) => {
  const run = await startShop(t)
  const { id } = await run('customers.create', { email: 'ida.falk@example.com' })
  await run('customers.delete', { id })
  t.match(await run('events.list', { subjectType: 'CUSTOMER' }), {
    items: [
      { action: 'destroy', subjectId: id },
      { action: 'create', subjectId: id },
    ],
  })
  t.match(await run('events.list', { action: 'destroy' }), { items: { length: 1 } })
})

t.test('webhook subscriptions come and go, each address once for a topic', async (t) => {
  const run = await startShop(t)
  const wanted = { topic: 'PRODUCTS_UPDATE', uri: 'https://app.example/products' }
  const { id } = await run('webhooks.create', { ...wanted, name: 'catalogue', filter: 'status:active' })
  t.match(await run('webhooks.list', { topics: ['PRODUCTS_UPDATE'] }), {
    items: [{ id, filter: 'status:active' }],
  })
  t.match(await run('webhooks.list', { uri: 'https://app.example/none' }), { items: { length: 0 } })
  await t.rejects(run('webhooks.create', wanted), {
    errors: [{ path: '/uri', message: /already been taken/ }],
  })
  const elsewhere = { topic: 'PRODUCTS_UPDATE', uri: 'pubsub://project:topic' }
  await t.rejects(run('webhooks.create', { ...elsewhere, format: 'XML' }), {
    errors: [{ path: '/format', message: /'json'/ }],
  })
  await t.rejects(run('webhooks.create', { ...elsewhere, filter: 'active' }), {
    errors: [{ message: /filter is invalid/ }],
  })
  for (const uri of ['http://app.example/', 'kafka://x:y', 'pubsub://nothing']) {
    await t.rejects(run('webhooks.update', { id, uri }), { errors: [{ path: '/uri' }] }, uri)
  }
  await run('webhooks.delete', { id })
  t.match(await run('webhooks.list', { topics: ['PRODUCTS_UPDATE'] }), { items: { length: 0 } })
})

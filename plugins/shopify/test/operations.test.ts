import { Value } from '@sinclair/typebox/value'
import shopify from '@patchbay/connector-shopify'
import { startEmulator, type EmulatorHost } from '@patchbay/emulator'
import { parse, validate } from 'graphql'
import t, { type Test } from 'tap'
import emulator from '../src/emulator/index.ts'
import { adminSchema } from '../src/schema.ts'
import { call, emulatorTime, type Called } from './call.ts'

const connector: Called = shopify

const start = async (t: Test): Promise<EmulatorHost> => {
  const host = await startEmulator(emulator, { now: () => emulatorTime })
  t.teardown(() => host.close())
  return host
}

const caller = (host: EmulatorHost, token?: string) => (name: string, input: Record<string, unknown>) =>
  call(connector, host.url, name, input, token)

interface List {
  readonly items: ReadonlyArray<Record<string, unknown>>
}

t.test(
  'every example works against the emulator, answers as shown, and costs what is declared',
  async (t) => {
    const host = await start(t)
    for (const [name, operation] of Object.entries(connector.operations)) {
      for (const example of operation.examples) {
        host.reset()
        t.ok(Value.Check(operation.input, example.input), `${name}: the input fits`)
        t.ok(Value.Check(operation.output, example.output), `${name}: the output fits`)
        const input = example.input as Record<string, unknown>
        const { output, sent, costs, partial, warnings } = await caller(host)(name, input)
        t.same(output, example.output, `${name}: "${example.title}"`)
        t.same({ partial, warnings }, { partial: false, warnings: [] }, `${name}: nothing is missing`)
        for (const { query } of sent)
          t.same(validate(adminSchema(), parse(query)), [], `${name}: the document is valid`)
        const declared = operation.cost?.['points']
        const predicted = typeof declared === 'function' ? declared(example.input, {}) : declared
        const asked = costs.reduce((sum, { requestedQueryCost }) => sum + requestedQueryCost, 0)
        t.equal(predicted, asked, `${name}: the declared cost is what Shopify asks for`)
      }
    }
  },
)

t.test('pages continue where they ended, without gaps or repeats', async (t) => {
  const run = caller(await start(t))
  const seen: unknown[] = []
  let cursor: string | undefined
  for (let page = 0; page < 10; page += 1) {
    const { output, next } = await run('products.search', {
      limit: 50,
      sortKey: 'VENDOR',
      ...(cursor === undefined ? {} : { cursor }),
    })
    seen.push(...(output as List).items.map(({ id }) => id))
    cursor = next
    if (cursor === undefined) break
  }
  t.equal(seen.length, 120)
  t.equal(new Set(seen).size, 120)
})

t.test('filters find what they say', async (t) => {
  const run = caller(await start(t))
  const found = async (name: string, input: Record<string, unknown>) =>
    ((await run(name, { limit: 250, ...input })).output as List).items
  t.ok((await found('products.search', { status: 'DRAFT' })).every(({ status }) => status === 'DRAFT'))
  t.ok(
    (await found('products.search', { vendor: 'Cairn & Co', tag: 'sale' })).every(
      ({ vendor, tags }) => vendor === 'Cairn & Co' && (tags as string[]).includes('sale'),
    ),
  )
  t.match(await found('products.search', { sku: 'SUM-BAC-0002' }), [{ handle: 'summit-backpack' }])
  t.match(await found('products.search', { text: 'tent summit' }), [{ title: 'Summit Tent' }])
  t.same(
    await found('products.search', { vendor: 'x" OR status:"active' }),
    [],
    'a value cannot become syntax',
  )
  t.same(
    await found('products.search', { status: 'DRAFT', query: 'vendor:Fjordline OR vendor:Alderbrook' }),
    (await found('products.search', { status: 'DRAFT' })).filter(
      ({ vendor }) => vendor === 'Fjordline' || vendor === 'Alderbrook',
    ),
  )
  const recent = await found('products.search', { updatedSince: '2026-08-01T00:00:00Z' })
  t.ok(recent.length > 0 && recent.every(({ updatedAt }) => String(updatedAt) >= '2026-08-01'))
  t.match((await run('products.count', { status: 'ACTIVE', upTo: 50 })).output, { count: 50, exact: false })

  const newest = await found('orders.search', {})
  t.equal(newest.length, 250)
  const times = newest.map(({ processedAt }) => Date.parse(String(processedAt)))
  t.same(
    times,
    [...times].sort((a, b) => b - a),
    'newest first',
  )
  t.ok(
    (await found('orders.search', { financialStatus: 'REFUNDED' })).every(
      ({ financialStatus }) => financialStatus === 'REFUNDED',
    ),
  )
  t.ok(
    (await found('orders.search', { fulfillmentStatus: 'PARTIAL' })).every(
      ({ fulfillmentStatus }) => fulfillmentStatus === 'PARTIALLY_FULFILLED',
    ),
  )
  const [customer] = await found('customers.search', { query: 'orders_count:>3' })
  t.ok(Number(customer?.['orderCount']) > 3)
  const theirs = await found('orders.search', { customerId: customer?.['id'] })
  t.equal(theirs.length, customer?.['orderCount'])
  t.match(await found('customers.search', { text: "O'Brien Greta" }), [
    { lastName: "O'Brien", firstName: 'Greta' },
  ])
  t.equal((await found('locations.list', {})).length, 2)
  t.equal((await found('locations.list', { includeInactive: true })).length, 3)
})

t.test('a filter that Shopify ignores is refused, not answered with everything', async (t) => {
  const run = caller(await start(t))
  await t.rejects(run('products.search', { query: 'colour:red' }), {
    code: 'vendor_rejected',
    errors: [{ path: '/query', message: /colour/ }],
  })
  await t.rejects(
    run('graphql.query', { query: '{ orders(first: 1, query: "colour:red") { nodes { id } } }' }),
    { code: 'vendor_rejected' },
  )
})

t.test('what does not exist is not found', async (t) => {
  const run = caller(await start(t))
  await t.rejects(run('products.get', { id: 'gid://shopify/Product/1' }), { code: 'not_found' })
  await t.rejects(run('orders.get', { name: '#9999' }), { code: 'not_found' })
  await t.rejects(run('orders.get', { id: 'gid://shopify/Order/1' }), { code: 'not_found' })
  await t.rejects(run('products.update', { id: 'gid://shopify/Product/1', title: 'X' }), {
    code: 'not_found',
    errors: [{ path: '/id' }],
  })
  await t.rejects(run('tags.add', { id: 'gid://shopify/Order/1', tags: ['x'] }), { code: 'not_found' })
  for (const input of [{}, { id: 'gid://shopify/Product/1', handle: 'x' }]) {
    await t.rejects(run('products.get', input), { code: 'invalid_input' })
  }
  await t.rejects(run('orders.get', {}), { code: 'invalid_input' })
})

t.test('updating sets what is given, leaves the rest, and says which field is refused', async (t) => {
  const run = caller(await start(t))
  const id = 'gid://shopify/Product/8100000001002'
  const before = (await run('products.get', { id })).output as Record<string, unknown>
  const change = { id, title: 'Summit Daypack', seoTitle: 'Daypack', status: 'DRAFT' }
  t.match((await run('products.update', change)).output, {
    id,
    title: 'Summit Daypack',
    status: 'DRAFT',
    vendor: before['vendor'],
  })
  await run('products.update', change)
  const after = (await run('products.get', { id })).output as Record<string, unknown>
  t.match(after, {
    title: 'Summit Daypack',
    seoTitle: 'Daypack',
    handle: before['handle'],
    descriptionHtml: before['descriptionHtml'],
  })

  await t.rejects(run('products.update', { id, title: '  ' }), {
    code: 'vendor_rejected',
    errors: [{ path: '/title', message: /blank/ }],
  })
  await t.rejects(run('products.update', { id, handle: 'summit-tent' }), {
    code: 'vendor_rejected',
    errors: [{ path: '/handle', message: /in use/ }],
  })
  t.same((await run('products.get', { id })).output, after, 'a refused change changes nothing')
})

t.test('adding tags twice adds them once', async (t) => {
  const run = caller(await start(t))
  const input = { id: 'gid://shopify/Customer/6900000001002', tags: ['wholesale', 'VIP'] }
  const once = (await run('tags.add', input)).output
  t.same(once, { id: input.id, tags: ['VIP', 'wholesale'] })
  t.same((await run('tags.add', input)).output, once)
})

t.test('what a token may not see is reported, and the rest is answered', async (t) => {
  const run = caller(await start(t), 'shpat_emulator_read_orders')
  const host = await startEmulator(emulator, { now: () => Date.UTC(2026, 10, 1) })
  t.teardown(() => host.close())
  const recent = await call(connector, host.url, 'orders.search', { limit: 3 }, 'shpat_emulator_read_orders')
  t.match(recent.output, { items: [{ name: '#1300', customerId: null, customerName: null }, {}, {}] })
  t.equal(recent.partial, true)
  t.match(recent.warnings, [
    { code: 'access_denied', message: /lacks read_customers \(orders\.nodes\.0\.customer and 2 more\)/ },
  ])
  await t.rejects(call(connector, host.url, 'orders.get', { name: '#1001' }, 'shpat_emulator_read_orders'), {
    code: 'not_found',
    advice: /read_all_orders/,
  })
  await t.rejects(run('products.search', {}), { code: 'connection_forbidden', advice: /read_products/ })
  await t.rejects(run('tags.add', { id: 'gid://shopify/Order/5500000001001', tags: ['x'] }), {
    code: 'connection_forbidden',
    advice: /write_orders/,
  })
  await t.rejects(call(connector, host.url, 'shop.get', {}, 'shpat_wrong'), {
    code: 'connection_unauthorized',
  })
})

t.test('a version that was served instead of ours is a warning', async (t) => {
  const host = await start(t)
  const body = { data: { total: { count: 1, precision: 'EXACT' } } }
  host.inject({
    kind: 'status',
    status: 200,
    body,
    headers: { 'x-shopify-api-version': '2026-01', 'x-shopify-api-deprecated-reason': 'https://x' },
  })
  const { warnings } = await caller(host)('products.count', {})
  t.match(warnings, [{ code: 'version_drift', message: /2026-01/ }, { code: 'deprecated' }])
})

t.test('stock at more locations than are listed is said to be partial', async (t) => {
  const host = await start(t)
  const level = {
    updatedAt: 'x',
    location: { id: 'l', name: 'L' },
    quantities: [{ name: 'on_hand', quantity: 3 }],
  }
  const node = {
    id: 'i',
    sku: null,
    tracked: true,
    requiresShipping: true,
    updatedAt: 'x',
    unitCost: null,
    inventoryLevels: { nodes: [level], pageInfo: { hasNextPage: true } },
  }
  const pageInfo = { hasNextPage: false, endCursor: null }
  host.inject({
    kind: 'status',
    status: 200,
    body: { data: { inventoryItems: { nodes: [node], pageInfo } } },
  })
  const { partial, warnings, output } = await caller(host)('inventory.items', {})
  t.match(
    { partial, warnings },
    { partial: true, warnings: [{ code: 'truncated', path: '/items/0/levels' }] },
  )
  t.match(output, { items: [{ levels: [{ onHand: 3, available: 0 }] }] })
})

t.test('reads have flat inputs, so that they have GET routes', async (t) => {
  for (const [name, { effect, input }] of Object.entries(connector.operations)) {
    if (effect !== 'read' || name === 'graphql.query') continue
    for (const [field, schema] of Object.entries(input.properties)) {
      t.not(schema['type'], 'object', `${name}.${field}`)
    }
  }
})

import shopify from '@patchbay/connector-shopify'
import { startEmulator } from '@patchbay/emulator'
import t, { type Test } from 'tap'
import { faultOfBulkQuery } from '../src/bulk/rules.ts'
import emulator from '../src/emulator/index.ts'
import { call, emulatorTime, type Called } from './call.ts'

const connector: Called = shopify
const nodes = (inner: string): string => `edges { node { ${inner} } }`

async function open(t: Test) {
  let time = emulatorTime
  const host = await startEmulator(emulator, { now: () => time })
  t.teardown(() => host.close())
  return {
    host,
    pass: (milliseconds: number) => (time += milliseconds),
    run: (name: string, input: Record<string, unknown>, token?: string) =>
      call(connector, host.url, name, input, token),
  }
}

const idOf = ({ output }: { readonly output: unknown }): string => (output as { id: string }).id

t.test('what Shopify would not run is refused in its words', async (t) => {
  const words: ReadonlyArray<readonly [string, string | RegExp | undefined]> = [
    [`{ products { ${nodes('id')} } }`, undefined],
    [`query { p: products { ${nodes(`id variants { ${nodes('id')} }`)} } }`, undefined],
    ['{ shop { name } }', 'Bulk queries must contain at least one connection.'],
    [
      `{ ${['a', 'b', 'c', 'd', 'e', 'f'].map((key) => `${key}: products { ${nodes('id')} }`).join(' ')} }`,
      'Bulk queries cannot contain more than 5 connections.',
    ],
    [
      `{ products { ${nodes(`id collections { ${nodes(`id products { ${nodes(`id variants { ${nodes('id')} }`)} }`)} }`)} } }`,
      'Bulk queries cannot contain connections with a nesting depth greater than 2.',
    ],
    [
      '{ products { nodes { id } } }',
      "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'products { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'products'.",
    ],
    [
      `{ products { ${nodes(`title variants { ${nodes('id')} }`)} } }`,
      "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': products.",
    ],
    [
      `{ products { ${nodes(`key: id variants { ${nodes('id')} }`)} } }`,
      /Connection fields without 'id': products\.$/,
    ],
    [
      '{ node(id: "gid://shopify/Product/1") { id } }',
      'Bulk queries cannot contain a top level `node` field.',
    ],
    [
      `{ orders { ${nodes(`id fulfillments { fulfillmentLineItems { ${nodes('id')} } }`)} } }`,
      'Queries that contain a connection field within a list field are not currently supported.',
    ],
    ['mutation { x }', 'Invalid operation type. Only `query` operations are supported.'],
    ['{ products', /^Invalid bulk query: syntax error/],
    [`{ shop { name } } #${'é'.repeat(33_000)}`, 'Query is too large (66019 bytes; maximum is 65535 bytes)'],
    [
      `{ products { ${nodes('...Fields')} } } fragment Fields on Product { title variants { ${nodes('id')} } }`,
      /Connection fields without 'id': products\.$/,
    ],
  ]
  const { run, host } = await open(t)
  for (const [query, fault] of words) {
    const said = faultOfBulkQuery(query)
    if (fault === undefined) t.equal(said, undefined, query.slice(0, 80))
    else if (typeof fault === 'string') t.equal(said, fault)
    else t.match(said, fault)
    if (fault !== undefined && query.length < 65_535)
      await t.rejects(run('bulk.run_query', { query }), {
        code: 'invalid_input',
        errors: [{ path: '/query' }],
      })
  }
  await t.rejects(run('bulk.run_query', { query: `{ products { ${nodes('id nothing')} } }` }), {
    code: 'invalid_input',
    errors: [{ path: '/query', message: /^line 1, column .*nothing/ }],
  })
  t.equal(host.journal.length, 0, 'nothing was sent')
})

t.test('a query runs on its own time, and its children are joined to their parents', async (t) => {
  const { run, pass } = await open(t)
  const query = `{ products { ${nodes(`id title variants { ${nodes('id sku')} }`)} } }`
  const id = idOf(await run('bulk.run_query', { query }))
  t.match((await run('bulk.get', { id })).output, { status: 'CREATED', hasResult: null })
  await t.rejects(run('bulk.download', { id }), { code: 'conflict', retryable: true })
  pass(1_500)
  t.match((await run('bulk.get', { id })).output, { status: 'RUNNING' })
  pass(1_500)
  const done = (await run('bulk.get', { id })).output as { objectCount: number; rootObjectCount: number }
  t.match(done, { status: 'COMPLETED', hasResult: true, rootObjectCount: 120 })

  const { items, warnings } = await run('bulk.download', { id })
  t.same(warnings, [])
  t.equal(items.length, 120)
  const variants = items.flatMap(({ data }) => data['variants'] as object[])
  t.equal(variants.length + items.length, done.objectCount, 'nothing is lost')
  t.notOk(variants.some((variant) => '__parentId' in variant))
  const raw = await run('bulk.download', { id, isJoined: false })
  t.equal(raw.items.length, done.objectCount)
  t.ok(
    raw.items.some(({ data }, index) => index > 0 && !('__parentId' in data)),
    'in no order',
  )

  pass(8 * 86_400_000)
  await t.rejects(run('bulk.download', { id }), { code: 'not_found', message: /seven days/ })
})

t.test('reading goes on after any item', async (t) => {
  const { run } = await open(t)
  const id = 'gid://shopify/BulkOperation/9100000001001'
  const { items } = await run('bulk.download', { id })
  for (const [index, { cursor }] of items.entries()) {
    const rest = await run('bulk.download', { id, cursor })
    t.same(rest.items, items.slice(index + 1), `after item ${index}`)
  }
  const other = 'gid://shopify/BulkOperation/9100000001002'
  t.same((await run('bulk.download', { id: other })).items, [], 'where nothing was found')
  await t.rejects(run('bulk.download', { id: other, cursor: items[0]?.cursor }), { code: 'invalid_input' })
  await t.rejects(run('bulk.download', { id: 'gid://shopify/BulkOperation/1' }), { code: 'not_found' })
})

t.test('the storage is shown no token', async (t) => {
  const { run, host } = await open(t)
  await run('bulk.download', { id: 'gid://shopify/BulkOperation/9100000001001' })
  const asked = host.journal.filter(({ path }) => path.startsWith('/shopify-tiers-assets'))
  t.equal(asked.length, 1)
  t.notOk(asked.some(({ headers }) => 'x-shopify-access-token' in headers))
  t.match(asked[0]?.headers, { range: 'bytes=0-524287' })
})

t.test('five of a kind run at once, and one can be canceled', async (t) => {
  const { run, pass } = await open(t)
  const query = `{ products { ${nodes('id')} } }`
  const ids: string[] = []
  for (let count = 0; count < 4; count += 1) ids.push(idOf(await run('bulk.run_query', { query })))
  await t.rejects(run('bulk.run_query', { query }), {
    code: 'vendor_rejected',
    message: /already in progress: gid:.*, gid:.*, gid:.*, gid:.*, gid:/,
  })
  const [id] = ids
  t.match((await run('bulk.cancel', { id })).output, { status: 'CANCELING' })
  pass(1_000)
  t.match((await run('bulk.get', { id })).output, { status: 'CANCELED' })
  await t.rejects(run('bulk.cancel', { id }), { message: /cannot be canceled when it is canceled/ })
  await t.rejects(run('bulk.cancel', { id: 'gid://shopify/BulkOperation/1' }), {
    code: 'not_found',
    message: /Bulk operation does not exist/,
  })
  await t.rejects(run('bulk.download', { id }), { code: 'conflict', retryable: false })
  await run('bulk.run_query', { query })
})

t.test('what a token may not read makes the operation fail', async (t) => {
  const { run, pass } = await open(t)
  const token = 'shpat_emulator_read_products'
  const id = idOf(await run('bulk.run_query', { query: `{ orders { ${nodes('id')} } }` }, token))
  pass(3_000)
  t.match((await run('bulk.get', { id })).output, { status: 'FAILED', errorCode: 'ACCESS_DENIED' })
  await t.rejects(run('bulk.download', { id }), { code: 'conflict', advice: /lacks access/ })
})

t.test('a mutation is made for each line, and each says what became of it', async (t) => {
  const { run, pass, host } = await open(t)
  const mutation =
    'mutation($product: ProductUpdateInput!) { productUpdate(product: $product) { product { id tags } userErrors { field message } } }'
  const product = 'gid://shopify/Product/8100000001001'
  const variables = [
    { product: { id: product, tags: ['größer'] } },
    { product: { id: 'gid://shopify/Product/1', tags: [] } },
  ]
  const id = idOf(await run('bulk.run_mutation', { mutation, variables }))
  const upload = host.journal.find(({ path }) => path === '/')
  t.notOk('x-shopify-access-token' in (upload?.headers ?? {}))
  t.match(upload?.body, /name="policy"[\s\S]*name="file"/, 'the file comes last')
  pass(3_000)
  const { items } = await run('bulk.download', { id })
  t.match(
    items.map(({ data }) => data),
    [
      { __lineNumber: 0, data: { productUpdate: { product: { tags: ['größer'] }, userErrors: [] } } },
      { __lineNumber: 1, data: { productUpdate: { userErrors: [{ message: /does not exist/ }] } } },
    ],
  )
  t.match((await run('products.get', { id: product })).output, { tags: ['größer'] })

  const refusals = [
    ['mutation { bulkOperationCancel(id: "x") { userErrors { message } } }', /allowed mutation name/],
    ['{ shop { name } }', /Only `mutation` operations/],
    ['mutation {', /Failed to parse the mutation/],
  ] as const
  for (const [wrong, message] of refusals)
    await t.rejects(run('bulk.run_mutation', { mutation: wrong, variables }), {
      code: 'vendor_rejected',
      message,
    })
})

t.test('an address at another host is not followed', async (t) => {
  const operation = connector.operations['bulk.download']
  if (operation === undefined || !('stream' in operation)) throw new Error('it is no stream')
  const url = 'https://storage.googleapis.com.evil.example/a'
  const bulkOperation = { status: 'COMPLETED', errorCode: null, query: '', url, partialDataUrl: null }
  const context = {
    input: { id: 'gid://shopify/BulkOperation/1' },
    http: { post: async () => ({ status: 200, headers: {}, body: { data: { bulkOperation } } }) },
    report: { warning() {}, next() {}, partial() {} },
  }
  const parts = operation.stream(context as never)[Symbol.asyncIterator]()
  await t.rejects(parts.next(), { code: 'vendor_error', message: /evil\.example/ })
})

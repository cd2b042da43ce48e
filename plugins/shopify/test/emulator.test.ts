import { startEmulator, type EmulatorHost, type EmulatorHostOptions } from '@patchbay/emulator'
import { isObjectType, parse, validate } from 'graphql'
import t, { type Test } from 'tap'
import emulator from '../src/emulator/index.ts'
import { seedShop } from '../src/emulator/seeds/index.ts'
import { rowsOf } from '../src/emulator/state.ts'
import { adminSchema } from '../src/schema.ts'

const everything = 'shpat_emulator_everything'

// Answers of any document: parsed where they arrive, matched where they are tested.
interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly data?: Readonly<Record<string, unknown>> | null
    readonly errors?: ReadonlyArray<Record<string, unknown>>
    readonly extensions?: { readonly cost?: Record<string, unknown>; readonly search?: unknown }
  }
}

const start = async (t: Test, options?: EmulatorHostOptions): Promise<EmulatorHost> => {
  const host = await startEmulator(emulator, options)
  t.teardown(() => host.close())
  return host
}

const ask = async (
  { url }: EmulatorHost,
  query: string,
  {
    variables = {},
    token = everything,
    version = '2026-10',
  }: { variables?: object; token?: string; version?: string } = {},
): Promise<Answer> => {
  const response = await fetch(`${url}/admin/api/${version}/graphql.json`, {
    method: 'POST',
    headers: { 'x-shopify-access-token': token },
    body: JSON.stringify({ query, variables }),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  }
}

/** One field of the data, which must be there. */
const dataOf = <Value>({ body }: Answer, field: string): Value => {
  const value = body.data?.[field]
  if (value === undefined) throw new Error(`no ${field} in ${JSON.stringify(body)}`)
  return value as Value
}

t.test('seeds the same shop every time', async (t) => {
  const [one, other] = [seedShop(), seedShop()]
  const sizes = (state: typeof one) =>
    ['Product', 'Order', 'Customer', 'Location'].map((type) => rowsOf(state, type).length)
  t.same(sizes(one), [120, 300, 80, 3])
  t.same([...one.byId.keys()], [...other.byId.keys()])
  t.same(
    rowsOf(one, 'Order').map(({ totalPriceSet }) => totalPriceSet),
    rowsOf(other, 'Order').map(({ totalPriceSet }) => totalPriceSet),
  )
  t.equal(new Set(rowsOf(one, 'Customer').map(({ email }) => email)).size, 80)
})

t.test('knows callers by their token alone', async (t) => {
  const host = await start(t)
  for (const token of ['', 'shpat_other']) {
    const { status, body } = await ask(host, '{ shop { id } }', { token })
    t.equal(status, 401)
    t.match(body, { errors: /Invalid API key/ })
  }
  const bearer = await fetch(`${host.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { authorization: `Bearer ${everything}` },
    body: '{}',
  })
  t.equal(bearer.status, 401, 'a bearer token is not looked at')
  t.equal((await fetch(`${host.url}/admin/api/2026-10/products.json`)).status, 404)
})

t.test('says which version it serves, and falls forward', async (t) => {
  const host = await start(t)
  const served = async (version: string) =>
    (await ask(host, '{ shop { id } }', { version })).headers.get('x-shopify-api-version')
  t.equal(await served('2026-10'), '2026-10')
  t.equal(await served('2026-07'), '2026-07')
  t.equal(await served('2024-04'), '2026-01')
  t.ok((await ask(host, '{ shop { id } }')).headers.get('x-request-id'))
})

t.test('refuses documents in the shape and the words of Shopify', async (t) => {
  const host = await start(t)
  const cases: ReadonlyArray<[string, object, object?]> = [
    [
      '{ nope }',
      {
        message: "Field 'nope' doesn't exist on type 'QueryRoot'",
        path: ['query', 'nope'],
        extensions: { code: 'undefinedField', typeName: 'QueryRoot', fieldName: 'nope' },
      },
    ],
    [
      'query Q { products(first: 1) { nodes { nope } } }',
      { path: ['query Q', 'products', 'nodes', 'nope'], locations: [{ line: 1, column: 40 }] },
    ],
    [
      '{ shop }',
      { message: /must have selections .*returns Shop/, extensions: { code: 'selectionMismatch' } },
    ],
    [
      '{ product { id } }',
      {
        message: "Field 'product' is missing required arguments: id",
        extensions: { code: 'missingRequiredArguments' },
      },
    ],
    [
      '{ shop(x: 1) { id } }',
      { message: "Field 'shop' doesn't accept argument 'x'", extensions: { code: 'argumentNotAccepted' } },
    ],
    [
      '{ node(id: "x") { ... on Nope { id } } }',
      {
        message: "No such type Nope, so it can't be a fragment condition",
        extensions: { code: 'undefinedType' },
      },
    ],
    [
      'query Q($a: Int) { shop { id } }',
      { message: 'Variable $a is declared by Q but not used', extensions: { code: 'variableNotUsed' } },
    ],
    ['{ shop { id }', { message: /^syntax error.* at \[1, 14\]$/, extensions: { code: 'PARSE_ERROR' } }],
    [
      'query($n: Int!) { products(first: $n) { nodes { id } } }',
      {
        message: /^Variable \$n of type Int! was provided invalid value/,
        extensions: { code: 'INVALID_VARIABLE' },
      },
    ],
    [
      '{ products { nodes { id } } }',
      {
        message: 'you must provide one of first or last',
        extensions: { code: 'BAD_REQUEST' },
        path: ['products'],
      },
    ],
    [
      '{ products(first: 1, last: 1) { nodes { id } } }',
      { message: 'providing both first and last is not supported' },
    ],
    ['{ products(first: 1, after: "x") { nodes { id } } }', { message: 'Malformed cursor' }],
    [
      '{ product(id: "gid://shopify/Order/1") { id } }',
      { message: 'Invalid id: gid://shopify/Order/1', extensions: { code: 'RESOURCE_NOT_FOUND' } },
    ],
  ]
  for (const [query, error] of cases) {
    const { status, body } = await ask(host, query)
    t.equal(status, 200)
    t.match(body.errors?.[0], error, query)
  }
  const missing = await fetch(`${host.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'x-shopify-access-token': everything },
    body: '{}',
  })
  t.equal(missing.status, 400)
  t.same(await missing.json(), { errors: { query: 'Required parameter missing or invalid' } })
})

t.test('charges, refunds, throttles and restores, each token for itself', async (t) => {
  let now = Date.UTC(2026, 10, 1)
  const host = await start(t, { now: () => now })
  const dear =
    '{ products(first: 250) { nodes { variants(first: 250) { nodes { inventoryItem { inventoryLevels(first: 10) { nodes { id } } } } } } } }'
  const small = '{ products(first: 10) { nodes { id } } }'
  t.match((await ask(host, small)).body.extensions, {
    cost: {
      requestedQueryCost: 6,
      actualQueryCost: 6,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1994, restoreRate: 100 },
    },
  })
  const tooDear = await ask(host, dear)
  t.match(tooDear.body, {
    errors: [{ message: /^Query cost is \d+/, extensions: { code: 'MAX_COST_EXCEEDED', maxCost: 1000 } }],
  })
  t.equal(tooDear.body.extensions, undefined)

  const counts = `{ ${Array.from({ length: 90 }, (_, index) => `c${index}: productsCount { count }`).join(' ')} }`
  t.match((await ask(host, counts)).body.extensions, {
    cost: { actualQueryCost: 900, throttleStatus: { currentlyAvailable: 1094 } },
  })
  await ask(host, counts)
  const throttled = await ask(host, counts)
  t.equal(throttled.status, 200)
  t.equal(throttled.headers.get('retry-after'), null)
  t.same(throttled.body, {
    errors: [
      {
        message: 'Throttled',
        extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
      },
    ],
    extensions: {
      cost: {
        requestedQueryCost: 900,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 194, restoreRate: 100 },
      },
    },
  })
  t.match((await ask(host, small, { token: 'shpat_emulator_read_products' })).body.extensions, {
    cost: { throttleStatus: { currentlyAvailable: 1994 } },
  })
  now += 7_060
  t.match((await ask(host, counts)).body, {
    data: { c0: { count: 120 } },
    extensions: { cost: { throttleStatus: { currentlyAvailable: 0 } } },
  })
  now += 3_600_000
  t.match(
    (await ask(host, small)).body.extensions,
    { cost: { throttleStatus: { currentlyAvailable: 1994 } } },
    'never more than full',
  )
})

t.test('pages forwards and backwards with cursors that survive changes', async (t) => {
  const host = await start(t)
  const query =
    'query($first: Int, $last: Int, $after: String, $before: String, $reverse: Boolean) { products(first: $first, last: $last, after: $after, before: $before, reverse: $reverse, sortKey: TITLE) { nodes { title } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }'
  interface Page {
    nodes: Array<{ title: string }>
    edges: Array<{ cursor: string }>
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string }
  }
  const page = async (variables: object): Promise<Page> =>
    dataOf<Page>(await ask(host, query, { variables }), 'products')
  const all = await page({ first: 120 })
  const titles = all.nodes.map(({ title }) => title)
  t.same(titles, [...titles].sort(), 'sorted by title')
  t.match(all.pageInfo, { hasNextPage: false, hasPreviousPage: false })
  const first = await page({ first: 50 })
  t.equal(first.pageInfo.hasNextPage, true)
  t.match(
    JSON.parse(Buffer.from(first.pageInfo.endCursor, 'base64').toString()),
    { last_id: Number, last_value: titles[49]?.toLowerCase() },
    'a cursor names the last row, as those of Shopify do',
  )
  const second = await page({ first: 50, after: first.pageInfo.endCursor })
  t.same(
    second.nodes.map(({ title }) => title),
    titles.slice(50, 100),
  )
  t.equal(second.pageInfo.hasPreviousPage, true)
  const back = await page({ last: 10, before: second.pageInfo.startCursor })
  t.same(
    back.nodes.map(({ title }) => title),
    titles.slice(40, 50),
  )
  t.match(back.pageInfo, { hasNextPage: true, hasPreviousPage: true })
  t.same(
    (await page({ first: 3, reverse: true })).nodes.map(({ title }) => title),
    titles.slice(-3).reverse(),
  )
  t.same(
    (await page({ last: 3 })).nodes.map(({ title }) => title),
    titles.slice(-3),
  )
})

t.test('searches, warns of filters that do not exist, and admits those beyond it', async (t) => {
  const host = await start(t)
  const count = async (q: string): Promise<number> => {
    const document = 'query($q: String) { productsCount(query: $q) { count } }'
    return dataOf<{ count: number }>(await ask(host, document, { variables: { q } }), 'productsCount').count
  }
  t.equal(await count('status:draft'), 9)
  t.equal(await count('-status:draft'), 111)
  t.equal(await count('NOT status:draft'), 111)
  t.equal(await count('status:draft OR status:archived'), 16)
  t.equal(
    await count('vendor:fjordline status:draft OR status:archived'),
    (await count('vendor:Fjordline AND status:draft')) + 7,
    'OR binds looser',
  )
  t.equal(await count('product_type:Ten*'), 12)
  t.equal(await count("product_type:'Sleeping Bag'"), 12)
  t.equal(await count('(product_type:Tent OR product_type:Hat) AND Summit'), 2)
  t.equal(await count('id:8100000001001'), 1)
  const warned = await ask(host, '{ products(first: 250, query: "colour:red") { nodes { id } } }')
  t.equal(dataOf<{ nodes: unknown[] }>(warned, 'products').nodes.length, 120, 'everything is returned')
  t.match(warned.body.extensions?.search, [
    {
      path: ['products'],
      query: 'colour:red',
      warnings: [{ field: 'colour', code: 'invalid_field', message: 'Invalid search field for this query.' }],
    },
  ])
  t.match(
    (await ask(host, '{ products(first: 1, query: "collection_id:1") { nodes { id } } }')).body.errors,
    [{ extensions: { code: 'NOT_EMULATED' } }],
  )
})

t.test('looks up by id, identifier and node, and follows relations', async (t) => {
  const host = await start(t)
  const { body } = await ask(
    host,
    `{
    product(id: "gid://shopify/Product/8100000001002") { legacyResourceId variants(first: 1) { nodes { inventoryItem { variant { product { handle } } inventoryLevels(first: 5) { nodes { location { name } quantities(names: ["available"]) { quantity } } } } } } }
    byHandle: productByIdentifier(identifier: { handle: "summit-backpack" }) { id }
    customerByIdentifier(identifier: { emailAddress: "clara.acker@example.com" }) { numberOfOrders orders(first: 50) { nodes { name customer { id } } } }
    nodes(ids: ["gid://shopify/Order/5500000001001", "gid://shopify/Product/1"]) { ... on Order { name } }
    node(id: "gid://shopify/Location/7700000001001") { id __typename }
    location { name }
    missing: product(id: "gid://shopify/Product/1") { id }
    productTypes(first: 2) { nodes }
    publicApiVersions { handle }
  }`,
  )
  t.equal(body.errors, undefined)
  t.match(body.data, {
    product: {
      legacyResourceId: '8100000001002',
      variants: {
        nodes: [
          {
            inventoryItem: {
              variant: { product: { handle: 'summit-backpack' } },
              inventoryLevels: { nodes: [{ location: { name: 'Berlin Warehouse' } }, {}] },
            },
          },
        ],
      },
    },
    byHandle: { id: 'gid://shopify/Product/8100000001002' },
    customerByIdentifier: { numberOfOrders: '4' },
    nodes: [{ name: '#1001' }, null],
    node: { __typename: 'Location' },
    location: { name: 'Berlin Warehouse' },
    missing: null,
    productTypes: { nodes: ['Backpack', 'Boots'] },
  })
})

t.test('executes whatever is valid: fields without data are null or plain', async (t) => {
  const host = await start(t)
  const type = adminSchema().getType('Product')
  if (!isObjectType(type)) throw new Error('Product is an object')
  const leaves = Object.values(type.getFields()).filter(
    ({ args, type: of }) =>
      args.every(({ type: argument }) => !String(argument).endsWith('!')) &&
      /^(String|Int|Boolean|ID|DateTime|URL|HTML|UnsignedInt64)!?$/.test(String(of)),
  )
  const query = `{ products(first: 2) { nodes { ${leaves.map(({ name }) => name).join(' ')} } } }`
  t.same(validate(adminSchema(), parse(query)), [])
  t.equal((await ask(host, query)).body.errors, undefined)
  const { body } = await ask(
    host,
    '{ discountNodes(first: 3) { nodes { id } pageInfo { hasNextPage } } shop { features { storefront } billingAddress { city } } markets(first: 1) { nodes { name } } metaobjectByHandle(handle: { type: "a", handle: "b" }) { id } shopLocales { locale } segmentsCount { count } currentAppInstallation { accessScopes { handle } launchUrl } }',
  )
  t.equal(body.errors, undefined)
  t.match(body.data, {
    discountNodes: { nodes: [] },
    metaobjectByHandle: null,
    shopLocales: [],
    segmentsCount: { count: 1 },
  })
})

t.test('denies by scope what the schema says needs it', async (t) => {
  const host = await start(t)
  const denied = await ask(host, '{ customers(first: 1) { nodes { id } } }', {
    token: 'shpat_emulator_read_products',
  })
  t.match(denied.body, {
    data: null,
    errors: [
      {
        message: /^Access denied for customers field\. Required access: `read_customers` access scope\./,
        path: ['customers'],
        extensions: { code: 'ACCESS_DENIED', requiredAccess: /read_customers/ },
      },
    ],
  })
  const partial = await ask(
    host,
    '{ product(id: "gid://shopify/Product/8100000001001") { title publishedOnCurrentPublication } node(id: "gid://shopify/Order/5500000001300") { id } shop { name } }',
    { token: 'shpat_emulator_read_products' },
  )
  t.match(partial.body, { data: { product: null, node: null, shop: { name: 'Fernweh Outdoor' } } })
  t.equal(partial.body.errors?.length, 2)
  const write = await ask(
    host,
    'mutation { productUpdate(product: { id: "gid://shopify/Product/8100000001001", title: "X" }) { product { id } } }',
    { token: 'shpat_emulator_read_products' },
  )
  t.match(write.body.errors, [{ extensions: { code: 'ACCESS_DENIED', requiredAccess: /write_products/ } }])
})

t.test('hides orders older than 60 days from those without read_all_orders', async (t) => {
  const host = await start(t, { now: () => Date.UTC(2026, 10, 1) })
  const count = async (token: string): Promise<number> =>
    dataOf<{ count: number }>(await ask(host, '{ ordersCount { count } }', { token }), 'ordersCount').count
  t.equal(await count(everything), 300)
  const few = await count('shpat_emulator_read_orders')
  t.ok(few > 0 && few < 90, `${few} of 300`)
})

t.test('changes products and tags, and refuses with the words of Shopify', async (t) => {
  const host = await start(t)
  const id = 'gid://shopify/Product/8100000001001'
  const update = async (product: object) =>
    (
      await ask(
        host,
        'mutation($p: ProductUpdateInput!) { productUpdate(product: $p) { product { title tags updatedAt } userErrors { field message } } }',
        { variables: { p: product } },
      )
    ).body.data?.['productUpdate']
  t.match(await update({ id, title: 'New', tags: ['b', 'a, B'] }), {
    product: { title: 'New', tags: ['a', 'b'] },
    userErrors: [],
  })
  t.match(await update({ id, title: ' ' }), {
    product: null,
    userErrors: [{ field: ['title'], message: "Title can't be blank" }],
  })
  t.match(await update({ id, title: 'x'.repeat(256) }), {
    userErrors: [{ message: 'Title is too long (maximum is 255 characters)' }],
  })
  t.match(await update({ id: 'gid://shopify/Product/1', title: 'x' }), {
    userErrors: [{ field: ['id'], message: 'Product does not exist' }],
  })
  t.match(await update({ id, handle: 'summit-backpack' }), {
    userErrors: [{ field: ['input', 'handle'], message: /already in use/ }],
  })
  const tags = async (mutation: string, given: string[], of = id) =>
    (
      await ask(
        host,
        `mutation($id: ID!, $t: [String!]!) { done: ${mutation}(id: $id, tags: $t) { node { ... on Product { tags } } userErrors { field message } } }`,
        { variables: { id: of, t: given } },
      )
    ).body
  t.match(await tags('tagsAdd', ['c', 'A']), { data: { done: { node: { tags: ['a', 'b', 'c'] } } } })
  t.match(await tags('tagsRemove', ['B']), { data: { done: { node: { tags: ['a', 'c'] } } } })
  t.match(await tags('tagsAdd', ['x'], 'gid://shopify/Customer/1'), {
    data: { done: { userErrors: [{ field: ['id'], message: 'Customer does not exist' }] } },
  })
  t.match(await ask(host, 'mutation { appUninstall { app { id } } }'), {
    body: {
      data: { appUninstall: null },
      errors: [{ message: /does not perform the mutation appUninstall/ }],
    },
  })
  host.reset()
  t.match(
    (await ask(host, `{ product(id: "${id}") { title } }`)).body.data,
    { product: { title: 'Summit Tent' } },
    'a reset undoes all',
  )
})

t.test('declares the failures of Shopify in its own shapes', async (t) => {
  const host = await start(t)
  const statuses = {
    unauthorized: 401,
    forbidden: 403,
    notFound: 404,
    rejected: 200,
    rateLimited: 200,
    unavailable: 503,
  } as const
  for (const [failure, status] of Object.entries(statuses)) {
    host.clearFaults()
    host.inject({ kind: 'failure', failure: failure as keyof typeof statuses })
    const response = await fetch(`${host.url}/admin/api/2026-10/graphql.json`, { method: 'POST', body: '{}' })
    t.equal(response.status, status, failure)
    await response.text()
  }
})

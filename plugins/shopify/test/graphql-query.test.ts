import shopify from '@patchbay/connector-shopify'
import { startEmulator } from '@patchbay/emulator'
import t from 'tap'
import emulator from '../src/emulator/index.ts'
import { call, type Called } from './call.ts'

const connector: Called = shopify
const host = await startEmulator(emulator)
t.teardown(() => host.close())
const run = (input: Record<string, unknown>, token?: string) =>
  call(connector, host.url, 'graphql.query', input, token)

t.test('answers data and cost', async (t) => {
  host.reset()
  const { output } = await run({
    query:
      'query A { shop { name } } query B($first: Int = 2) { products(first: $first) { nodes { title } } }',
    operationName: 'B',
    variables: { first: 1 },
  })
  t.match(output, {
    data: { products: { nodes: [{ title: 'Summit Tent' }] } },
    cost: { requested: 3, actual: 3 },
  })
})

t.test('refuses before sending, naming every place', async (t) => {
  host.reset()
  const refused: ReadonlyArray<[string, Record<string, unknown>, object]> = [
    [
      'what does not parse',
      { query: '{ shop {' },
      { errors: [{ path: '/query', message: /line 1, column 9/ }] },
    ],
    [
      'a mutation',
      { query: 'mutation { tagsAdd(id: "x", tags: []) { node { id } } }' },
      { message: /Only queries/, errors: [{ path: '/query', message: /line 1/ }] },
    ],
    [
      'a mutation beside the query',
      {
        query: 'query A { shop { id } }\nmutation B { tagsAdd(id: "x", tags: []) { node { id } } }',
        operationName: 'A',
      },
      { errors: [{ message: /line 2/ }] },
    ],
    ['a subscription', { query: 'subscription { x }' }, { message: /Only queries/ }],
    [
      'fields that do not exist',
      { query: '{\n shop { nam }\n producs { id } }' },
      { errors: [{ message: /line 2, column 9.*nam/ }, { message: /line 3, column 2.*producs/ }] },
    ],
    [
      'variables of the wrong type',
      { query: 'query($n: Int!) { products(first: $n) { nodes { id } } }', variables: { n: 'ten' } },
      { errors: [{ path: '/variables', message: /\$n/ }] },
    ],
    [
      'variables that are missing',
      { query: 'query($n: Int!) { products(first: $n) { nodes { id } } }' },
      { errors: [{ path: '/variables' }] },
    ],
    [
      'several queries without a choice',
      { query: 'query A { shop { id } } query B { shop { id } }' },
      { errors: [{ path: '/operationName' }] },
    ],
    [
      'a choice that is not there',
      { query: 'query A { shop { id } }', operationName: 'Z' },
      { errors: [{ path: '/operationName' }] },
    ],
    ['no query at all', { query: 'fragment f on Shop { id }' }, { errors: [{ path: '/query' }] }],
    ['too many tokens', { query: `{ ${'shop { id } '.repeat(2_000)} }` }, { message: /cannot be parsed/ }],
    [
      'what costs too much',
      {
        query:
          '{ products(first: 250) { nodes { variants(first: 250) { nodes { inventoryItem { inventoryLevels(first: 250) { nodes { id } } } } } } } }',
      },
      { message: /would cost \d+ points/, advice: /smaller pages/ },
    ],
  ]
  for (const [title, input, problem] of refused) {
    await t.rejects(run(input), { code: 'invalid_input', ...problem }, title)
  }
  t.equal(host.journal.length, 0, 'nothing was sent')
})

t.test('a query that will be refused costs nothing', async (t) => {
  const cost = connector.operations['graphql.query']?.cost?.['points']
  if (typeof cost !== 'function') throw new Error('the cost depends on the input')
  t.equal(cost({ query: '{ nonsense }' }, {}), 0)
  t.equal(cost({ query: '{ products(first: 50) { nodes { id } } }' }, {}), 9)
})

t.test('some data beside errors is partial', async (t) => {
  const query =
    '{ shop { name } orders(first: 1) { nodes { id } } customer(id: "gid://shopify/Customer/6900000001001") { id } }'
  const only = '{ shop { name } customer(id: "gid://shopify/Customer/6900000001001") { id } }'
  await t.rejects(
    run({ query }, 'shpat_emulator_read_products'),
    { code: 'connection_forbidden' },
    'the root is gone',
  )
  const { output, partial, warnings } = await run({ query: only }, 'shpat_emulator_read_products')
  t.match(output, { data: { shop: { name: 'Fernweh Outdoor' }, customer: null } })
  t.match(
    { partial, warnings },
    { partial: true, warnings: [{ code: 'access_denied', message: /read_customers \(customer\)/ }] },
  )
})

t.test('says which page size would fit, and it does', async (t) => {
  const nested = (first: string, query = 'query') =>
    `${query} { products(first: ${first}) { nodes { ...Parts } } }
     fragment Parts on Product { variants(first: 200) { nodes { inventoryItem { inventoryLevels(first: 100) { nodes { id } } } } } }`
  const adviceOn = async (input: Record<string, unknown>): Promise<string> => {
    const refused = await run(input).catch((error: unknown) => error)
    t.match(refused, { code: 'invalid_input', advice: String })
    return (refused as { advice: string }).advice
  }
  const literal = await adviceOn({ query: nested('250') })
  const [, size = '', cost = ''] = /above (\d+) it costs (\d+) points/.exec(literal) ?? []
  const shrunk = nested(size).replaceAll(/first: (200|100)/g, `first: ${size}`)
  t.match((await run({ query: shrunk })).output, { cost: { requested: Number(cost) } })
  const larger = nested(String(Number(size) + 1)).replaceAll(
    /first: (200|100)/g,
    `first: ${Number(size) + 1}`,
  )
  t.match(await adviceOn({ query: larger }), `above ${size} it`, 'one more does not fit')

  const asked = { query: nested('$count', 'query Q($count: Int = 250)'), variables: { count: 240 } }
  t.equal(await adviceOn(asked), literal, 'a size given as a variable counts as well')

  const deep = Array.from({ length: 340 }, (_, index) => `p${index}: products(first: 5) { nodes { id } }`)
  t.match(await adviceOn({ query: `{ ${deep.join(' ')} }` }), /even with pages of 1/)
})

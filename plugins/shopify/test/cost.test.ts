import { readdirSync, readFileSync } from 'node:fs'
import { getVariableValues, parse, validate, type OperationDefinitionNode } from 'graphql'
import t from 'tap'
import { costOf, pageCost, pageWeight } from '../src/cost.ts'
import { adminSchema } from '../src/schema.ts'

const schema = adminSchema()

const cost = (query: string, variables: Record<string, unknown> = {}, data?: unknown): number => {
  const document = parse(query)
  t.same(validate(schema, document), [], query)
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
  )
  if (operation === undefined) throw new Error('no operation')
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  return costOf({ schema, document, operation, variables: coerced ?? variables, data })
}

t.test('weighs pages as Shopify does', async (t) => {
  const recorded = { 0: 0, 1: 1, 2: 1, 3: 2, 5: 3, 10: 4, 20: 5, 50: 7, 100: 9, 250: 11 }
  for (const [size, weight] of Object.entries(recorded))
    t.equal(pageWeight(Number(size)), weight, `first: ${size}`)
  t.equal(pageCost(50, 7), 58)
})

t.test('predicts the cost of documents whose cost is known', async (t) => {
  const folder = new URL('fixtures/', import.meta.url)
  const files = readdirSync(folder)
  t.ok(files.length >= 12)
  for (const file of files) {
    const text = readFileSync(new URL(file, folder), 'utf8')
    const known = Number(/requestedQueryCost: (\d+)/.exec(text)?.[1])
    const variables = JSON.parse(/variables: (.*)/.exec(text)?.[1] ?? '{}') as Record<string, unknown>
    const document = parse(text)
    const [operation] = document.definitions
    if (operation?.kind !== 'OperationDefinition') throw new Error(`${file} has no operation`)
    for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
      if (defaultValue?.kind === 'IntValue') variables[variable.name.value] ??= Number(defaultValue.value)
    }
    t.same(validate(schema, document), [], `${file} fits the schema`)
    t.equal(costOf({ schema, document, operation, variables }), known, file)
  }
})

t.test('counts what is particular', async (t) => {
  t.equal(
    cost('{ products(first: 50) { nodes { variants(first: 10) { nodes { id } } } } }'),
    51,
    'nesting multiplies',
  )
  t.equal(
    cost('{ products(first: 10) { nodes { id } edges { node { id } } } }'),
    10,
    'nodes and edges both count',
  )
  t.equal(cost('{ products { nodes { id } } }'), 2, 'a page without a size')
  t.equal(cost('{ ordersCount { count } productsCount { count } }'), 20)
  t.equal(cost('{ shop { currencyCode } }'), 1)
  t.equal(
    cost('query($yes: Boolean!) { shop { plan @include(if: $yes) { shopifyPlus } } }', { yes: false }),
    1,
  )
  t.equal(cost('query($yes: Boolean!) { shop { plan @skip(if: $yes) { shopifyPlus } } }', { yes: false }), 2)
  t.equal(
    cost(
      '{ node(id: "gid://shopify/Product/1") { ... on Product { seo { title } category { id } } ... on Order { customer { id } } } }',
    ),
    3,
    'of the types behind an interface the dearest counts',
  )
  t.equal(
    cost(
      '{ ...a } fragment a on QueryRoot { ...b } fragment b on QueryRoot { shop { plan { shopifyPlus } } }',
    ),
    2,
  )
})

t.test('fragments within fragments take no exponential time', async (t) => {
  const depth = 60
  const fragments = Array.from(
    { length: depth },
    (_, level) => `fragment f${level} on Shop { plan { shopifyPlus } ...f${level + 1} ...f${level + 1} }`,
  )
  const query = `{ shop { ...f0 } } ${fragments.join(' ')} fragment f${depth} on Shop { id }`
  t.ok(cost(query) > 1_000)
})

t.test('the actual cost follows the rows that came', async (t) => {
  const query = '{ products(first: 10) { nodes { id category { id } } } }'
  const rows = (count: number) => ({
    products: { nodes: Array.from({ length: count }, (_, id) => ({ id, category: { id } })) },
  })
  t.equal(cost(query), 10)
  t.equal(cost(query, {}, rows(10)), 10, 'a full page costs what was asked')
  t.equal(cost(query, {}, rows(5)), 6)
  t.equal(cost(query, {}, rows(0)), 2)
  t.equal(cost(query, {}, { products: { nodes: [{ id: 1, category: null }] } }), 3, 'null costs nothing')
  t.equal(cost('{ product(id: "gid://shopify/Product/1") { seo { title } } }', {}, { product: null }), 1)
})

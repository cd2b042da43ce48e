import { Type } from '@patchbay/contract'
import shopify from '@patchbay/connector-shopify'
import { startEmulator } from '@patchbay/emulator'
import { getNamedType, getOperationAST, isObjectType, parse, validate } from 'graphql'
import t from 'tap'
import type { ShopifyOperation } from '../src/building/operation.ts'
import { pointsOf } from '../src/building/facts.ts'
import { maximumCost } from '../src/cost.ts'
import emulator from '../src/emulator/index.ts'
import { ask, defineDocument, type Asker } from '../src/graphql.ts'
import { askPage, pageOf } from '../src/paging.ts'
import { adminSchema, readSchema } from '../src/schema.ts'
import { call, type Called } from './call.ts'
import { documentCost, pointsByModel } from './document-cost.ts'
import { selectionFaults } from './selection-faults.ts'

const connector: Called = shopify

const operations = Object.entries(shopify.operations as Record<string, Partial<ShopifyOperation>>)
const documents = operations.flatMap(([id, operation]) =>
  (operation.documents ?? []).map((document) => ({ id, operation, ...document })),
)

/** Documents that use what came with 2026-10, beside those of analytics, all of which do. */
const newest = new Set<string>([])

const older = readSchema(new URL('schemas/admin-2026-07.graphql.br', import.meta.url))

t.test('every document is valid in the version that is used and in the one before', async (t) => {
  t.ok(documents.length > 50)
  t.equal(new Set(documents.map(({ name }) => name)).size, documents.length, 'names are unique')
  for (const { name, text } of documents) {
    t.same(validate(adminSchema(), parse(text)), [], name)
    const faults = validate(older, parse(text))
    if (newest.has(name) || name.startsWith('Analytics'))
      t.not(faults.length, 0, `${name} is needlessly said to need 2026-10`)
    else t.same(faults, [], `${name} in 2026-07`)
  }
})

t.test('no document selects more than is used, and null is expected wherever it may come', async (t) => {
  for (const { name, text, response } of documents) {
    t.same(selectionFaults(text, response, adminSchema()), [], name)
  }
})

t.test('what operations declare to cost is what the model says, and fits into one request', async (t) => {
  for (const { name, text } of documents) {
    const cost = documentCost(text)
    for (const size of [0, 1, 4, 10, 50, 100, 250]) {
      t.equal(pointsOf(cost, size), pointsByModel(text, size), `${name} for ${size}`)
    }
  }
  for (const [id, operation] of operations) {
    const sent = operation.documents
    if (sent === undefined) continue
    const limit = operation.input?.properties['limit'] as { default?: number; maximum?: number } | undefined
    for (const size of limit === undefined ? [0] : [1, limit.default ?? 50, limit.maximum ?? 250]) {
      const declared = operation.cost?.['points']
      const input = {
        ...(operation.examples?.[0].input as object),
        ...(limit === undefined ? {} : { limit: size }),
      }
      const points = typeof declared === 'function' ? declared(input, { shop: '' }) : declared
      const known = sent.map(({ text }) => pointsByModel(text, size))
      t.ok(
        points === known.reduce((sum, each) => sum + each, 0) || known.includes(points ?? -1),
        `${id} for ${size}: facts are current; scripts/write-facts.ts writes them`,
      )
      t.ok(Math.max(...known) <= maximumCost, `${id} for ${size} fits into one request`)
    }
  }
})

t.test('the errors of mutations are read with their codes, where they have any', async (t) => {
  for (const { name, text } of documents) {
    const operation = getOperationAST(parse(text))
    const [root] = operation?.selectionSet.selections ?? []
    if (operation?.operation !== 'mutation' || root?.kind !== 'Field') continue
    const payload = getNamedType(adminSchema().getMutationType()?.getFields()[root.name.value]?.type)
    const fields = isObjectType(payload) ? Object.values(payload.getFields()) : []
    const errors = fields.find(
      (field) => /^(\w+U|u)serErrors$/.test(field.name) && text.includes(` ${field.name} {`),
    )
    const type = getNamedType(errors?.type)
    const hasCode = isObjectType(type) && type.getFields()['code'] !== undefined
    t.ok(errors, `${name} reads its errors`)
    t.equal(text.includes('field message code }'), hasCode, `${name}: code`)
  }
})

// The runtime compiles a response schema once per object: a schema that is made per call is compiled per call.
t.test('every operation holds its answers to the same schema objects at every call', async (t) => {
  const host = await startEmulator(emulator)
  t.teardown(() => host.close())
  for (const [name, operation] of Object.entries(connector.operations)) {
    for (const { title, input } of operation.examples) {
      const schemas = async () => {
        host.reset()
        return (await call(connector, host.url, name, input as Record<string, unknown>)).responses
      }
      const first = await schemas()
      const second = await schemas()
      t.not(first.length, 0, `${name}: "${title}" asks Shopify`)
      t.equal(second.length, first.length, `${name}: "${title}" asks as often again`)
      t.ok(
        second.every((schema, index) => schema === first[index]),
        `${name}: "${title}" makes no schema`,
      )
    }
  }
})

// tsc fails on an expect-error that finds no error, so these lines are the assertions.
t.test('what a document answers has the type of its data', async (t) => {
  const count = defineDocument({
    text: '{ a { n } }',
    data: Type.Object({ a: Type.Object({ n: Type.Integer() }) }),
  })
  const page = defineDocument({ text: '{ b }', data: Type.Object({ b: pageOf(Type.String()) }) })
  const asked = async (context: Asker & { input: { limit?: number } }) => {
    const { a } = await ask(context, count)
    const n: number = a.n
    // @ts-expect-error another type than the data says
    const text: string = a.n
    // @ts-expect-error a field that the data does not name
    const missing: unknown = a.m
    const names: readonly string[] = await askPage(context, page, 'b', {})
    // @ts-expect-error a connection that the data does not name
    await askPage(context, page, 'c', {})
    // @ts-expect-error data without a page
    await askPage(context, count, 'a', {})
    return { n, text, missing, names }
  }
  t.type(asked, 'function')
})

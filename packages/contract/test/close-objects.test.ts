import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { apiKey, defineOperation, defineVendor, Secret, Type, type TObject } from '@patchbay/contract'

const vendor = defineVendor({
  api: 'Example 1',
  docs: 'https://example.com/docs',
  sunset: null,
  config: Type.Object({}),
  auth: {
    key: apiKey({
      title: 'Key',
      help: 'Ask.',
      credentials: Type.Object({ key: Secret() }),
      field: 'key',
      in: 'header',
      name: 'x-key',
    }),
  },
  origins: { api: 'https://example.com' },
  limits: {},
})

/** The input schema as an operation has it. Closing it is not exported: this is the way that authors meet it. */
const inputOf = <I extends TObject>(input: I): I =>
  defineOperation(vendor, {
    title: 'Accept',
    description: 'Accepts anything that fits.',
    effect: 'read',
    input,
    output: Type.Null(),
    examples: [{ title: 'Any', input: Value.Create(input), output: null }],
    run: async () => null,
  }).input

const accepts = (schema: TObject, value: unknown) => Value.Check(schema, value)

t.test('an input refuses fields that it does not name, at every depth', async (t) => {
  const schema = inputOf(
    Type.Object({
      nested: Type.Object({ deep: Type.Object({ a: Type.Number() }) }),
      list: Type.Array(Type.Object({ a: Type.Number() })),
      either: Type.Union([Type.Object({ a: Type.Number() }), Type.Object({ b: Type.Number() })]),
      maybe: Type.Optional(Type.Object({ a: Type.Number() })),
    }),
  )
  const good = { nested: { deep: { a: 1 } }, list: [{ a: 1 }], either: { b: 1 }, maybe: { a: 1 } }
  t.ok(accepts(schema, good))
  t.ok(accepts(schema, { ...good, either: { a: 1 }, maybe: undefined, list: [] }))
  const bad = {
    'at the top': { ...good, more: 1 },
    'in an object in an object': { ...good, nested: { deep: { a: 1, more: 1 } } },
    'in an item of an array': { ...good, list: [{ a: 1 }, { a: 1, more: 1 }] },
    'in a member of a union': { ...good, either: { a: 1, more: 1 } },
    'in an optional field': { ...good, maybe: { a: 1, more: 1 } },
  }
  for (const [where, value] of Object.entries(bad)) t.notOk(accepts(schema, value), where)
})

t.test('members of an intersection see the fields of each other', async (t) => {
  const schema = inputOf(
    Type.Object({
      both: Type.Intersect([
        Type.Object({ a: Type.Number() }),
        Type.Object({ b: Type.Object({ c: Type.Number() }) }),
      ]),
    }),
  )
  t.ok(accepts(schema, { both: { a: 1, b: { c: 1 } } }))
  t.notOk(accepts(schema, { both: { a: 1, b: { c: 1, more: 1 } } }), 'what is inside them is closed')
  t.notOk(accepts(schema, { both: { a: 1, b: { c: 1 }, more: 1 } }), 'and so is the whole')
})

t.test('objects in records, tuples and additional properties are closed', async (t) => {
  const Point = Type.Object({ x: Type.Number() })
  const schema = inputOf(
    Type.Object({
      byName: Type.Record(Type.String(), Point),
      pair: Type.Tuple([Point, Type.String()]),
      more: Type.Object({}, { additionalProperties: Point }),
    }),
  )
  const good = { byName: { a: { x: 1 } }, pair: [{ x: 1 }, 'y'], more: { b: { x: 1 } } }
  t.ok(accepts(schema, good))
  const open = { x: 1, y: 2 }
  t.notOk(accepts(schema, { ...good, byName: { a: open } }), 'in a record')
  t.notOk(accepts(schema, { ...good, pair: [open, 'y'] }), 'in a tuple')
  t.notOk(accepts(schema, { ...good, more: { b: open } }), 'in an additional property')
})

t.test('an object that says something itself keeps its word', async (t) => {
  const schema = inputOf(
    Type.Object({
      open: Type.Object({ a: Type.Number() }, { additionalProperties: true }),
      numbers: Type.Object({ a: Type.Number() }, { additionalProperties: Type.Number() }),
      labels: Type.Record(Type.String(), Type.String()),
    }),
  )
  const good = { open: { a: 1, more: 'x' }, numbers: { a: 1, more: 2 }, labels: { any: 'x' } }
  t.ok(accepts(schema, good))
  t.notOk(accepts(schema, { ...good, numbers: { a: 1, more: 'x' } }))
})

t.test('the author’s own schema stays as it was', async (t) => {
  const original = Type.Object({
    nested: Type.Object({ a: Type.Number() }),
    list: Type.Array(Type.Object({ a: Type.Number() })),
  })
  const before = JSON.stringify(original)
  const closed = inputOf(original)
  t.equal(JSON.stringify(original), before)
  t.not(closed, original)
  t.ok(accepts(original, { nested: { a: 1, more: 1 }, list: [] }))
})

import t from 'tap'
import { fits } from '../src/fuzz/json-schema.ts'
import { fuzz } from '../src/fuzz/run-fuzz.ts'

t.test('five hundred generated requests break nothing', async (t) => {
  const { seed, faults, operations, statuses, negative } = await fuzz(500)
  t.comment(`seed ${seed}`)
  t.same(faults, [], `seed ${seed}`)
  t.ok(operations > 25, `${operations} operations`)
  t.ok((statuses[200] ?? 0) > 50, 'good requests among them')
  t.ok(negative > 100, 'and bad ones')
})

t.test('the judge of inputs has an opinion of its own', (t) => {
  const schema = {
    type: 'object',
    properties: {
      day: { type: 'string', format: 'date' },
      kind: {
        anyOf: [
          { type: 'string', enum: ['A'] },
          { type: 'integer', minimum: 1 },
        ],
      },
      list: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', maxLength: 2 } },
    },
    required: ['kind'],
    additionalProperties: false,
  }
  for (const value of [{ kind: 'A' }, { kind: 1, day: '2026-02-28', list: ['ab', '𝒳𝒴'] }])
    t.ok(fits(schema, value), JSON.stringify(value))
  const wrong = [null, [], {}, { kind: 'B' }, { kind: 0 }, { kind: 1.5 }, { kind: 'A', more: 1 }]
  for (const value of [
    ...wrong,
    { kind: 'A', day: '2026-02-30' },
    { kind: 'A', list: [] },
    { kind: 'A', list: ['a', 'a'] },
    { kind: 'A', list: ['abc'] },
    JSON.parse('{"kind":"A","__proto__":{}}'),
  ])
    t.notOk(fits(schema, value), JSON.stringify(value))
  t.end()
})

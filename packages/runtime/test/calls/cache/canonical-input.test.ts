import fc from 'fast-check'
import t from 'tap'
import { canonicalJson, inputKey } from '../../../src/calls/cache/canonical-input.ts'

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, inner]) => [name, shuffled(inner)]),
  )
}

t.test('the order of members makes no difference, everything else does', async (t) => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (input) => {
      const plain: unknown = JSON.parse(JSON.stringify(input))
      return canonicalJson(plain) === canonicalJson(shuffled(plain))
    }),
  )
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other)
      return (
        isSame ||
        canonicalJson(one) !== canonicalJson(other) ||
        canonicalJson(one) === canonicalJson(shuffled(other))
      )
    }),
  )
  t.equal(
    canonicalJson({ b: 1, a: { d: [{ f: 1, e: 2 }], c: null } }),
    '{"a":{"c":null,"d":[{"e":2,"f":1}]},"b":1}',
  )
  t.equal(canonicalJson({ a: 1, b: 'x' }), '{"a":1,"b":"x"}')
  t.equal(canonicalJson({ 10: 'x', 9: 'y' }), canonicalJson(JSON.parse('{"9":"y","10":"x"}')))
})

t.test('what is not given is not there', async (t) => {
  t.equal(canonicalJson({ a: 1, b: undefined }), canonicalJson({ a: 1 }))
})

t.test('a long input has a short key', async (t) => {
  const long = { query: 'x'.repeat(10_000) }
  t.equal(inputKey(long).length, 43)
  t.not(inputKey(long), inputKey({ query: 'y'.repeat(10_000) }))
})

import t from 'tap'
import { fingerprintOf } from '../../../src/calls/idempotency/fingerprint.ts'

t.test('the order of members does not matter, that of lists does', async (t) => {
  const one = fingerprintOf({ a: 1, b: { c: [1, 2], d: null }, 10: 'x', 9: 'y' })
  t.equal(fingerprintOf({ 9: 'y', b: { d: null, c: [1, 2] }, 10: 'x', a: 1 }), one)
  t.not(fingerprintOf({ a: 1, b: { c: [2, 1], d: null }, 10: 'x', 9: 'y' }), one)
})

t.test('what differs in anything has another fingerprint', async (t) => {
  const inputs = [
    {},
    [],
    null,
    '',
    0,
    false,
    { a: 1 },
    { a: '1' },
    { a: [1] },
    { a: { 0: 1 } },
    { b: 1 },
    { a: 1, b: 1 },
    { a: null },
    { a: 'b' },
    { 'a":"b': '' },
  ]
  t.equal(new Set(inputs.map(fingerprintOf)).size, inputs.length)
  for (const input of inputs) t.match(fingerprintOf(input), /^[\w-]{43}$/)
})

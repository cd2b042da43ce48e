import { Problem } from '@patchbay/contract'
import t from 'tap'
import { readIdempotencyKey } from '../../../src/calls/idempotency/idempotency-key.ts'

t.test('a key is visible ASCII, bare or quoted', async (t) => {
  const all = Array.from({ length: 0x7e - 0x21 + 1 }, (_, index) => String.fromCharCode(0x21 + index)).join(
    '',
  )
  for (const key of ['a', 'order-17', '8e03978e-40d5-43dd-bc93-6894a57f9324', 'x'.repeat(255), all]) {
    t.equal(readIdempotencyKey(key), key)
    t.equal(
      readIdempotencyKey(`"${key.replaceAll(/["\\]/g, String.raw`\$&`)}"`),
      key,
      'quoted as RFC 9651 wants it',
    )
  }
  t.equal(readIdempotencyKey('"a'), '"a', 'a quote that is not closed belongs to the key')
})

t.test('anything else is refused, and the header is named', async (t) => {
  for (const header of [
    '',
    ' ',
    'a b',
    'a, b',
    'é',
    'a\tb',
    'x'.repeat(256),
    '""',
    '"a b"',
    `"${'x'.repeat(256)}"`,
  ]) {
    try {
      readIdempotencyKey(header)
      t.fail(`${JSON.stringify(header)} was read`)
    } catch (error) {
      t.ok(Problem.is(error))
      t.match(error, { code: 'invalid_request', message: /Idempotency-Key/ }, JSON.stringify(header))
    }
  }
})

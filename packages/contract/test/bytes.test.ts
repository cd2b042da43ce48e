import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { Bytes, defineTransform, parseJson } from '@patchbay/contract'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

t.test('JSON is read from bytes', (t) => {
  t.same(parseJson(bytes('{"a":[1,"ü"]}')), { a: [1, 'ü'] })
  t.same(parseJson(bytes('\uFEFF[1]')), [1], 'with a byte order mark')
  for (const text of ['', '<html>', '{"a":']) {
    t.throws(() => parseJson(bytes(text)), { code: 'vendor_error', retryable: false }, JSON.stringify(text))
  }
  t.end()
})

t.test('the schema of bytes takes bytes alone', (t) => {
  t.ok(Value.Check(Bytes, bytes('')))
  t.ok(Value.Check(Bytes, Buffer.from('x')))
  t.notOk(Value.Check(Bytes, 'text'))
  t.end()
})

t.test('work is linear unless it says otherwise', (t) => {
  const run = (): number => 1
  t.equal(defineTransform('file:///a.ts', run).work, 'linear')
  t.equal(defineTransform('file:///a.ts', run, { work: 'unbounded' }).work, 'unbounded')
  t.end()
})

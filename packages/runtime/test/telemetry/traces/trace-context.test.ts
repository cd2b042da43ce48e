import t from 'tap'
import { readTraceContext, traceIdOf, traceparentOf } from '../../../src/telemetry/traces/trace-context.ts'
import { readTraceState } from '../../../src/telemetry/traces/trace-state.ts'

// The cases of the test suite of the W3C (https://github.com/w3c/trace-context/tree/main/test) at its strictest level, written
// anew from the Recommendation, as far as they are about what headers say. What Node joins to one text is one here.
const trace = '12345678901234567890123456789012'
const span = '1234567890123456'
const traceparent = `00-${trace}-${span}-01`

t.test('a traceparent that is right names its trace', async (t) => {
  t.same(readTraceContext(traceparent), { traceId: trace, spanId: span, isSampled: true })
  t.same(readTraceContext(`00-${trace}-${span}-00`), { traceId: trace, spanId: span, isSampled: false })
  for (const [flags, isSampled] of [
    ['03', true],
    ['fe', false],
    ['ff', true],
  ] as const) {
    t.match(readTraceContext(`00-${trace}-${span}-${flags}`), { isSampled }, `flags ${flags}`)
  }
  for (const later of [
    `cc-${trace}-${span}-01`,
    `cc-${trace}-${span}-01-what-the-future-will-be-like`,
    `01-${trace}-${span}-01-`,
  ]) {
    t.match(readTraceContext(later), { traceId: trace }, `a later version: ${later}`)
  }
  t.equal(traceparentOf({ traceId: trace, spanId: span, isSampled: true }), traceparent)
  const read = readTraceContext(`cc-${trace}-${span}-ff-more`)
  t.equal(read && traceparentOf(read), traceparent, 'is sent on as version 00 with the flags that we know')
})

t.test('a traceparent that is not right names none', async (t) => {
  const wrong = [
    '',
    `${traceparent}.`,
    `${traceparent}-what-the-future-will-be-like`,
    `cc-${trace}-${span}-01.what-the-future-will-be-like`,
    `ff-${trace}-${span}-01`,
    `.0-${trace}-${span}-01`,
    `0.-${trace}-${span}-01`,
    `000-${trace}-${span}-01`,
    `0000-${trace}-${span}-01`,
    `0-${trace}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-.2345678901234567890123456789012-${span}-01`,
    `00-1234567890123456789012345678901.-${span}-01`,
    `00-${trace}3-${span}-01`,
    `00-${trace.slice(1)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace}-.234567890123456-01`,
    `00-${trace}-123456789012345.-01`,
    `00-${trace}-${span}7-01`,
    `00-${trace}-${span.slice(1)}-01`,
    `00-${trace}-${span}-.0`,
    `00-${trace}-${span}-0.`,
    `00-${trace}-${span}-001`,
    `00-${trace}-${span}-1`,
    `00-${'ABCDEF'.padEnd(32, '1')}-${span}-01`,
    `${traceparent}, ${traceparent}`,
    ` ${traceparent}`,
    `${traceparent}\n`,
  ]
  for (const header of wrong) {
    t.equal(readTraceContext(header), undefined, JSON.stringify(header))
    t.equal(traceIdOf(header, 'fallback'), 'fallback')
  }
  t.equal(readTraceContext(undefined, 'foo=1'), undefined, 'and a tracestate alone is nothing')
})

t.test('a tracestate that is right is sent on in its order', async (t) => {
  const everyKey = 'abcdefghijklmnopqrstuvwxyz0123456789_-*/'
  const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('')
  const everyValue = ascii.replace(',', '').replace('=', '')
  const right: Array<[string, string]> = [
    ['foo=1,bar=2', 'foo=1,bar=2'],
    ['foo=1,bar=2, rojo=1,congo=2, baz=3', 'foo=1,bar=2,rojo=1,congo=2,baz=3'],
    ['foo=1, ', 'foo=1'],
    [', foo=1', 'foo=1'],
    ['foo=1 \t , \t bar=2, \t baz=3', 'foo=1,bar=2,baz=3'],
    ['foo=1\t \t,\t \tbar=2,\t \tbaz=3', 'foo=1,bar=2,baz=3'],
    ['\t foo=1 \t', 'foo=1'],
    [`${everyKey}=${everyValue}`, `${everyKey}=${everyValue}`],
    [`${everyKey}@a-z0-9_-*/=${everyValue}`, `${everyKey}@a-z0-9_-*/=${everyValue}`],
    [`foo=1,${'z'.repeat(256)}=1`, `foo=1,${'z'.repeat(256)}=1`],
    [`foo=1,${'t'.repeat(241)}@${'v'.repeat(14)}=1`, `foo=1,${'t'.repeat(241)}@${'v'.repeat(14)}=1`],
    [`foo=${'x'.repeat(256)}`, `foo=${'x'.repeat(256)}`],
    [members(32), members(32)],
  ]
  for (const [text, state] of right) {
    t.equal(readTraceState(text), state, text.slice(0, 80))
    t.match(readTraceContext(traceparent, text), { traceId: trace, state })
  }
})

t.test('of a tracestate that is not right nothing is left, and the trace goes on', async (t) => {
  const wrong = [
    '',
    ' , ',
    'foo',
    'foo=1,foo=1',
    'foo=1,foo=2',
    'foo =1',
    'FOO=1',
    'foo.bar=1',
    '=1',
    'foo@=1,bar=2',
    '@foo=1,bar=2',
    'foo@@bar=1,bar=2',
    'foo@bar@baz=1,bar=2',
    'foo@1bar=1',
    members(33),
    `foo=1,${'z'.repeat(257)}=1`,
    `foo=1,${'t'.repeat(242)}@v=1`,
    `foo=1,t@${'v'.repeat(15)}=1`,
    'foo=bar=baz',
    'foo=,bar=3',
    `foo=${'x'.repeat(257)}`,
    'foo=caf\u00e9',
    'foo=1\u0000',
    `foo=1,${' '.repeat(20_000)}`,
  ]
  for (const text of wrong) {
    t.equal(readTraceState(text), undefined, JSON.stringify(text.slice(0, 80)))
    t.same(readTraceContext(traceparent, text), { traceId: trace, spanId: span, isSampled: true })
  }
})

function members(count: number): string {
  return Array.from({ length: count }, (_, index) => `bar${index}=${index}`).join(',')
}

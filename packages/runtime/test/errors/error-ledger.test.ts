import { Problem } from '@patchbay/contract'
import t from 'tap'
import { createErrorLedger } from '../../src/errors/error-ledger.ts'

const series = { tenant: 'acme', connector: 'shopify', operation: 'orders.list' }
const occurrence = (detail: string, requestId = 'r') => ({
  series,
  problem: new Problem('vendor_error', { detail }),
  requestId,
  traceId: 't',
  attempts: 1,
})
const hide = (text: string): string => text.replaceAll('canary', '[redacted]')

t.test('a storm of 50,000 errors of 25 kinds is held as 25 entries with exact counts', async (t) => {
  const ledger = createErrorLedger({ now: () => 0, hide })
  for (let number = 0; number < 50_000; number += 1) {
    const kind = String.fromCharCode(97 + (number % 25))
    ledger.add(occurrence(`Kind ${kind} failed for ${number}`))
  }
  t.equal(ledger.size, 25)
  t.ok(ledger.take(100).every(({ count }) => count === 2_000))
  t.equal(ledger.size, 0)
})

t.test('memory is bounded, and what has no room is counted', async (t) => {
  const ledger = createErrorLedger({ now: () => 0, hide, mostEntries: 2 })
  for (const word of ['one', 'two', 'three', 'one']) ledger.add(occurrence(word))
  t.equal(ledger.size, 2)
  t.equal(ledger.dropped, 1)
  t.same(
    ledger.take(5).map(({ count }) => count),
    [2, 1],
  )
})

t.test('samples are taken now and then, and show no secret', async (t) => {
  let time = 0
  const ledger = createErrorLedger({ now: () => time, hide })
  ledger.add(occurrence('canary 1', 'first'))
  time = 4_999
  ledger.add(occurrence('canary 2', 'second'))
  time = 5_000
  ledger.add(occurrence('canary 3', 'third'))
  const [entry] = ledger.take(1)
  t.match(entry, {
    count: 3,
    firstSeen: 0,
    lastSeen: 5_000,
    sample: { requestId: 'third', traceId: 't', detail: '[redacted] 3' },
  })
  t.notMatch(JSON.stringify(entry), /canary/)
})

t.test('hours are counted apart', async (t) => {
  let time = 0
  const ledger = createErrorLedger({ now: () => time, hide })
  ledger.add(occurrence('x'))
  time = 3_600_000
  ledger.add(occurrence('x'))
  const [one, other] = ledger.take(5)
  t.equal(one?.id, other?.id)
  t.same([one?.hour, other?.hour], [0, 3_600_000])
})

t.test('what is the fault of a caller is not kept, except where a connection stopped working', async (t) => {
  const ledger = createErrorLedger({ now: () => 0, hide })
  const add = (
    code: 'invalid_input' | 'vendor_rejected' | 'connection_missing' | 'connection_unauthorized' | 'internal',
  ) => ledger.add({ ...occurrence(''), problem: new Problem(code) })
  add('invalid_input')
  add('vendor_rejected')
  add('connection_missing')
  t.equal(ledger.size, 0)
  add('connection_unauthorized')
  add('internal')
  t.equal(ledger.size, 2)
})

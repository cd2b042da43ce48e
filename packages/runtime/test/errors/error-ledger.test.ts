import { Problem } from '@patchbay/contract'
import t from 'tap'
import { createErrorLedger } from '../../src/errors/error-ledger.ts'

const series = { tenant: 'acme', connector: 'shopify', operation: 'orders.list' }
const occurrence = (detail: string, requestId = 'r', status?: number) => ({
  source: 'call' as const,
  series,
  problem: new Problem('vendor_error', {
    detail,
    ...(status === undefined ? {} : { upstream: { status } }),
  }),
  requestId,
  traceId: 't',
  attempts: 1,
})
const hide = (text: string): string => text.replaceAll('canary', '[redacted]')

const letter = (number: number): string => String.fromCharCode(97 + (number % 26))
const counts = (ledger: ReturnType<typeof createErrorLedger>): number[] =>
  ledger
    .take(10_000)
    .map(({ count }) => count)
    .toSorted((one, other) => other - one)

t.test('a storm of 50,000 errors of 25 messages is held as 25 entries with exact counts', async (t) => {
  const ledger = createErrorLedger({ now: () => 0, hide })
  for (let number = 0; number < 50_000; number += 1)
    ledger.add(occurrence(`Kind ${letter(number % 25)} failed`))
  t.equal(ledger.size, 25)
  t.ok(counts(ledger).every((count) => count === 2_000))
  t.equal(ledger.size, 0)
})

t.test('a storm of one kind is one entry, though few of its messages are looked at', async (t) => {
  const ledger = createErrorLedger({ now: () => 0, hide })
  for (let number = 0; number < 10_000; number += 1) ledger.add(occurrence(`Order ${number} failed`))
  t.same(counts(ledger), [10_000])
})

t.test('a storm of many kinds counts all that are not looked at together, by status', async (t) => {
  let time = 0
  const ledger = createErrorLedger({ now: () => time, hide })
  const words = (number: number): string =>
    [26 ** 2, 26, 1].map((part) => letter(Math.floor(number / part))).join('')
  for (let number = 0; number < 10_000; number += 1) {
    ledger.add(occurrence(`It failed as ${words(number)}`, 'r', number % 2 === 0 ? 500 : 502))
  }
  const storm = counts(ledger)
  t.equal(storm.length, 52, '50 of their own, and one for each status')
  t.equal(
    storm.reduce((sum, count) => sum + count),
    10_000,
  )
  t.same(storm.slice(0, 2), [4_975, 4_975])
  t.equal(ledger.dropped, 0)

  const both = (): void => {
    ledger.add(occurrence('It is another one', 'r', 500))
    ledger.add(occurrence('It is yet another one', 'r', 500))
  }
  both()
  t.same(counts(ledger), [2], 'what begins in a storm is counted')
  time = 1_000
  both()
  t.same(counts(ledger), [2], 'there are no more groups of it in this hour')
  time = 3_600_000
  both()
  t.same(counts(ledger), [1, 1])
})

t.test('a kind that begins in a storm of another one is found out within a second', async (t) => {
  let time = 0
  const ledger = createErrorLedger({ now: () => time, hide })
  for (let number = 0; number < 200; number += 1) ledger.add(occurrence(`Order ${number} failed`))
  ledger.add(occurrence('It is another one'))
  t.same(counts(ledger), [201])
  time = 1_000
  ledger.add(occurrence('It is another one'))
  ledger.add(occurrence('Order 1000 failed'))
  t.same(counts(ledger), [1, 1])
})

t.test('a storm of many operations is bounded in all', async (t) => {
  const ledger = createErrorLedger({ now: () => 0, hide, mostKinds: 100_000 })
  for (let number = 0; number < 4_000; number += 1) {
    const at = { ...series, operation: `o${number % 100}` }
    ledger.add({
      ...occurrence(`It failed as ${letter(Math.floor(number / 100))} ${letter(Math.floor(number / 2_600))}`),
      series: at,
    })
  }
  const storm = counts(ledger)
  t.equal(storm.length, 2_000 + 100)
  t.equal(
    storm.reduce((sum, count) => sum + count),
    4_000,
  )
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

import { test } from 'tap'
import { readTimeRange, spanOf, stepOf, writeTimeRange, type TimeRange } from '../src/parts/time-range.ts'

const now = Date.parse('2026-11-28T12:00:00Z')
const minutes = (count: number): number => count * 60_000
const days = (count: number): number => count * 86_400_000

test('what is written into the address is read from it again, and the rest of it stays', async (t) => {
  const ranges: readonly TimeRange[] = [
    { kind: 'last', seconds: 900 },
    { kind: 'last', seconds: 2_592_000 },
    { kind: 'custom', from: now - minutes(90), to: now },
  ]
  for (const range of ranges) {
    const written = writeTimeRange(new URLSearchParams('connector=gsc&range=7d'), range)
    t.strictSame(readTimeRange(new URLSearchParams(written.toString())), range)
    t.equal(written.get('connector'), 'gsc')
  }
})

test('an address that says nothing of use means the last hour', async (t) => {
  for (const search of ['', 'range=fortnight', 'from=yesterday&to=today', 'from=2026-11-28&to=2026-11-27']) {
    t.strictSame(readTimeRange(new URLSearchParams(search)), { kind: 'last', seconds: 3_600 }, search)
  }
})

test('a range up to now moves on, and a chosen one stays', async (t) => {
  t.strictSame(spanOf({ kind: 'last', seconds: 900 }, now), { from: now - minutes(15), to: now })
  const chosen: TimeRange = { kind: 'custom', from: 1, to: 2 }
  t.match(spanOf(chosen, now), { from: 1, to: 2 })
})

test('a chart has at most 180 points, as long as there are steps that long', async (t) => {
  t.equal(stepOf(minutes(15)), 60)
  t.equal(stepOf(minutes(180)), 60)
  t.equal(stepOf(minutes(181)), 300)
  t.equal(stepOf(days(1)), 900)
  t.equal(stepOf(days(7)), 3_600)
  t.equal(stepOf(days(30)), 21_600)
  t.equal(stepOf(days(400)), 86_400)
})

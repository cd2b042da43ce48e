import t from 'tap'
import { readServerTiming, vendorTime } from '../src/pages/explorer/server-timing.ts'

t.test('phases have their start, facts their words', (t) => {
  const timing = readServerTiming(
    'total;dur=412.3, cache;desc="miss", limits;start=1.4;dur=30, attempt;start=31.5;dur=180.2;desc="1: 503", pause;start=211.7;dur=55;desc="vendor_error", attempt;start=267;dur=140.1;desc="2: 200"',
  )
  t.same(timing, {
    total: 412.3,
    facts: [{ name: 'cache', description: 'miss' }],
    phases: [
      { name: 'limits', start: 1.4, duration: 30 },
      { name: 'attempt', start: 31.5, duration: 180.2, description: '1: 503' },
      { name: 'pause', start: 211.7, duration: 55, description: 'vendor_error' },
      { name: 'attempt', start: 267, duration: 140.1, description: '2: 200' },
    ],
  })
  t.end()
})

t.test('what is quoted may hold whatever separates', (t) => {
  t.same(readServerTiming(String.raw`total; dur=1 , x;desc="a, \"b\"; c=d", y;start=0;dur=1`), {
    total: 1,
    facts: [{ name: 'x', description: 'a, "b"; c=d' }],
    phases: [{ name: 'y', start: 0, duration: 1 }],
  })
  t.end()
})

t.test('what cannot be read is passed over', (t) => {
  for (const header of [undefined, null, '', ';;;', 'total', 'total;dur=x', 'dur=3', '"', 'total;dur=-1']) {
    t.equal(readServerTiming(header), undefined, String(header))
  }
  t.same(readServerTiming('total;dur=5, attempt;start=x;dur=1, pause;dur=2'), {
    total: 5,
    facts: [],
    phases: [],
  })
  t.end()
})

t.test('attempts that overlap are at the vendor once', (t) => {
  const attempt = (start: number, duration: number) => ({ name: 'attempt', start, duration })
  const time = (...phases: ReturnType<typeof attempt>[]) => vendorTime({ total: 100, facts: [], phases })
  t.equal(time(), 0)
  t.equal(time(attempt(0, 10), attempt(20, 10)), 20)
  t.equal(time(attempt(0, 10), attempt(5, 10)), 15)
  t.equal(time(attempt(0, 30), attempt(5, 10), attempt(40, 1)), 31)
  t.end()
})

import t from 'tap'
import { wrongLimits } from '../../src/connectors/inspect-limits.ts'

const facts = { title: 'Pace', unit: 'requests', per: ['connection', 'config.site', 'input.query.site'] }
const window = { ...facts, kind: 'window', amount: 1, window: '1s' }

t.test('limits that are right', (t) => {
  t.same(
    wrongLimits({
      bucket: { ...facts, kind: 'bucket', capacity: 1, refillPerSecond: 0.5 },
      window,
      day: { ...window, window: '1d', timeZone: 'America/Los_Angeles' },
      concurrency: { ...facts, kind: 'concurrency', amount: 1, per: [] },
    }),
    [],
  )
  t.end()
})

for (const [name, limit, reason] of [
  ['no object', 7, /is not an object/],
  ['no unit', { ...window, unit: '' }, /has no unit/],
  ['per nothing known', { ...window, per: ['tenant'] }, /per something else/],
  ['no kind', { ...window, kind: undefined }, /kind "undefined"/],
  ['an empty bucket', { ...facts, kind: 'bucket', capacity: 0, refillPerSecond: 1 }, /capacity/],
  ['no holds', { ...facts, kind: 'concurrency', amount: 0 }, /amount/],
  ['an endless window', { ...window, amount: Infinity }, /amount/],
  ['a window that is none', { ...window, window: 'soon' }, /"soon" is not a duration/],
  ['a window of nothing', { ...window, window: '0s' }, /no span of time/],
  ['a place that is none', { ...window, timeZone: 'Mars/Olympus' }, /"Mars\/Olympus", which does not exist/],
] as const) {
  t.test(`a limit that is wrong: ${name}`, (t) => {
    const [first, ...others] = wrongLimits({ pace: limit })
    t.match(first, /^The limit pace /)
    t.match(first, reason)
    t.same(others, [])
    t.end()
  })
}

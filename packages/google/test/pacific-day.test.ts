import t from 'tap'
import { pacificDate, secondsToPacificMidnight } from '../src/pacific-day.ts'

const cases = [
  ['in winter', '2026-11-27T12:00:00Z', '2026-11-27', 20 * 3_600],
  ['in summer', '2026-07-01T06:59:00Z', '2026-06-30', 60],
  ['at midnight itself', '2026-11-27T08:00:00Z', '2026-11-27', 86_400],
  ['on the day of 25 hours', '2026-11-01T07:00:00Z', '2026-11-01', 90_000],
  ['on the day of 23 hours', '2026-03-08T08:00:00Z', '2026-03-08', 82_800],
] as const

for (const [when, at, date, seconds] of cases) {
  t.test(`the day of quotas ${when}`, async (t) => {
    t.equal(pacificDate(Date.parse(at)), date)
    t.equal(secondsToPacificMidnight(Date.parse(at)), seconds)
  })
}

t.test('without a time nothing is known', async (t) => {
  t.equal(secondsToPacificMidnight(Number.NaN), undefined)
})

import t from 'tap'
import { anomalies, type AnomaliesInput } from '../../src/insights/anomalies.ts'
import { daysFrom, random, row } from './support.ts'

/** Eight weeks from a Monday on: weekends are quiet, each day has a little noise. */
const usual = () => {
  const roll = random(7)
  return daysFrom('2026-09-07', 56).map((date, index) => ({
    date,
    clicks: (index % 7 >= 5 ? 40 : 100) + Math.floor(roll() * 7) - 3,
  }))
}
const rowsOf = (days: ReadonlyArray<{ date: string; clicks: number }>) =>
  days.map(({ date, clicks }) => row(date, clicks, clicks * 10, 5))
const run = (input: Partial<AnomaliesInput>) => anomalies({ rows: [], dimensions: ['date'], ...input })

t.test('a quiet weekend is usual, a quiet weekday is not', async (t) => {
  const days = usual()
  const noise = run({ rows: rowsOf(days) })
  t.ok(noise.anomalies.every(({ deviation }) => Math.abs(deviation) <= 6))
  const broken = days.map((day) => (day.date === '2026-10-07' ? { ...day, clicks: 40 } : day))
  const [first] = run({ rows: rowsOf(broken) }).anomalies
  t.match(first, { date: '2026-10-07', value: 40, direction: 'low' })
  t.ok((first?.score ?? 0) > 10)
  t.equal(first?.deviation, 40 - (first?.expected ?? 0))
})

t.test('how far off is a parameter, and so is the least size', async (t) => {
  const days = usual().map((day) => (day.date === '2026-10-07' ? { ...day, clicks: 150 } : day))
  const dates = (input: Partial<AnomaliesInput>) =>
    run({ rows: rowsOf(days), ...input }).anomalies.map(({ date }) => date)
  t.strictSame(dates({ deviations: 10 }), ['2026-10-07'])
  t.strictSame(dates({ deviations: 500 }), [])
  t.strictSame(dates({ minDeviation: 30 }), ['2026-10-07'])
  t.strictSame(dates({ minDeviation: 60 }), [])
})

t.test('days without a row are days without clicks', async (t) => {
  const rows = rowsOf(usual().filter(({ date }) => date !== '2026-10-07'))
  t.match(run({ rows }).anomalies[0], { date: '2026-10-07', value: 0, direction: 'low' })
  t.equal(run({ rows }).days, 56)
  const late = run({ rows: rowsOf(usual().slice(0, 55)), endDate: '2026-11-01' })
  t.match(late.anomalies[0], { date: '2026-11-01', value: 0 })
})

t.test('days that Google still counts are left out', async (t) => {
  const days = usual().map((day) => (day.date === '2026-11-01' ? { ...day, clicks: 1 } : day))
  t.equal(run({ rows: rowsOf(days) }).anomalies[0]?.date, '2026-11-01')
  const final = run({ rows: rowsOf(days), firstIncompleteDate: '2026-11-01' })
  t.equal(final.days, 55)
  t.notOk(final.anomalies.some(({ date }) => date === '2026-11-01'))
})

t.test('a short series tells what it lacks', async (t) => {
  const short = run({ rows: rowsOf(usual().slice(0, 27)) })
  t.match(short, { judgeable: false, anomalies: [], spread: null, days: 27 })
  t.match(short.missing, /4 days of each weekday.*28 in a row.*27 days, and 3 of one weekday/)
  t.match(run({ rows: rowsOf(usual().slice(0, 28)) }), { judgeable: true, missing: null, days: 28 })
  t.match(run({ rows: rowsOf(usual().slice(0, 14)), minWeeks: 2 }), { judgeable: true })
  t.match(run({}), { judgeable: false, days: 0 })
})

t.test('a constant series has no anomaly, one day off it is one', async (t) => {
  const flat = daysFrom('2026-09-07', 56).map((date) => ({ date, clicks: 50 }))
  t.match(run({ rows: rowsOf(flat) }), { anomalies: [], spread: 0, judgeable: true })
  const spike = flat.map((day) => (day.date === '2026-10-01' ? { ...day, clicks: 51 } : day))
  t.equal(run({ rows: rowsOf(spike), minDeviation: 1 }).anomalies.length, 1)
  t.equal(run({ rows: rowsOf(spike), minDeviation: 1.1 }).anomalies.length, 0)
  t.strictSame(run({ rows: rowsOf(spike) }).anomalies, [
    { date: '2026-10-01', value: 51, expected: 50, deviation: 1, score: 44.682039, direction: 'high' },
  ])
})

t.test('mere noise is seldom taken for an anomaly', async (t) => {
  let flagged = 0
  for (let seed = 1; seed <= 50; seed += 1) {
    const roll = random(seed)
    const rows = daysFrom('2026-08-03', 98).map((date) => {
      // A sum of many chances is distributed normally.
      const clicks = Array.from({ length: 12 }, roll).reduce((sum, one) => sum + Math.round(one * 100), 0)
      return row(date, clicks, clicks * 10)
    })
    flagged += run({ rows }).anomalies.length
  }
  t.ok(flagged / (50 * 98) < 0.02, `${flagged} of ${50 * 98} days`)
})

t.test('other metrics are looked at, and days without a rate do not count', async (t) => {
  const rows = daysFrom('2026-09-07', 56).map((date, index) =>
    row(date, 5, index === 3 ? 0 : 100, index === 30 ? 19 : 5),
  )
  t.match(run({ rows, metric: 'position' }), {
    anomalies: [{ date: '2026-10-07', value: 19, expected: 5, direction: 'high' }],
    days: 55,
  })
  t.equal(run({ rows, metric: 'impressions' }).anomalies[0]?.value, 0)
})

t.test('rows by date and device are added up to days', async (t) => {
  const rows = usual().flatMap(({ date, clicks }) => [
    row([date, 'MOBILE'], clicks, 500),
    row([date, 'DESKTOP'], clicks, 500),
  ])
  t.equal(anomalies({ rows, dimensions: ['date', 'device'] }).days, 56)
})

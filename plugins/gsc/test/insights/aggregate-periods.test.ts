import t from 'tap'
import { aggregatePeriods } from '../../src/insights/aggregate-periods.ts'
import { dateOf, dayNumberOf, periodOf, weekdayOf } from '../../src/insights/calendar.ts'
import { measuresOf, sumRows } from '../../src/insights/measures.ts'
import { daysFrom, random, row } from './support.ts'

t.test('weeks start on Monday', async (t) => {
  const rows = [
    row('2026-11-01', 1, 10, 2), // a Sunday
    row('2026-11-02', 2, 30, 4),
    row('2026-11-08', 4, 10, 8),
    row('2026-11-09', 8, 10, 1),
  ]
  t.strictSame(aggregatePeriods({ rows, dimensions: ['date'] }), {
    rows: [
      {
        periodStart: '2026-10-26',
        periodEnd: '2026-11-01',
        complete: false,
        days: 1,
        clicks: 1,
        impressions: 10,
        ctr: 0.1,
        position: 2,
      },
      {
        periodStart: '2026-11-02',
        periodEnd: '2026-11-08',
        complete: true,
        days: 2,
        clicks: 6,
        impressions: 40,
        ctr: 0.15,
        position: 5,
      },
      {
        periodStart: '2026-11-09',
        periodEnd: '2026-11-15',
        complete: false,
        days: 1,
        clicks: 8,
        impressions: 10,
        ctr: 0.8,
        position: 1,
      },
    ],
    rowCount: 3,
  })
})

t.test('a week is complete when its first and last day are in the span', async (t) => {
  const week = daysFrom('2026-11-02', 7).map((date) => row(date, 1, 10))
  const complete = (rows: typeof week) => aggregatePeriods({ rows, dimensions: ['date'] }).rows[0]?.complete
  t.equal(complete(week), true)
  t.equal(complete(week.slice(1)), false)
  t.equal(complete(week.slice(0, 6)), false)
})

t.test('months are those of the calendar, complete or not by the span that was asked for', async (t) => {
  const rows = daysFrom('2028-01-31', 31).map((date) => row(date, 1, 10))
  const months = (span: { startDate?: string; endDate?: string }) =>
    aggregatePeriods({ rows, dimensions: ['date'], granularity: 'month', ...span }).rows.map(
      ({ periodStart, periodEnd, days, complete }) => [periodStart, periodEnd, days, complete],
    )
  t.strictSame(months({}), [
    ['2028-01-01', '2028-01-31', 1, false],
    ['2028-02-01', '2028-02-29', 29, true],
    ['2028-03-01', '2028-03-31', 1, false],
  ])
  t.strictSame(
    months({ startDate: '2028-01-01', endDate: '2028-03-01' }).map(([, , , complete]) => complete),
    [true, true, false],
  )
})

t.test('other dimensions stay apart', async (t) => {
  const rows = [
    row(['MOBILE', '2026-11-02'], 1, 10),
    row(['DESKTOP', '2026-11-03'], 5, 10),
    row(['MOBILE', '2026-11-04'], 1, 10),
  ]
  t.match(aggregatePeriods({ rows, dimensions: ['device', 'date'] }).rows, [
    { device: 'DESKTOP', clicks: 5, days: 1 },
    { device: 'MOBILE', clicks: 2, days: 2 },
  ])
})

t.test('days are counted over leap years and before 1970', async (t) => {
  t.equal(dayNumberOf('1970-01-01'), 0)
  t.equal(dateOf(dayNumberOf('2028-02-29') ?? 0), '2028-02-29')
  for (const bad of ['2026-13-01', '2026-1-1', '', '2026-11-01T00:00:00Z'])
    t.equal(dayNumberOf(bad), null, bad)
  t.equal(weekdayOf(dayNumberOf('2026-11-02') ?? 0), 0)
  t.equal(weekdayOf(dayNumberOf('1969-12-28') ?? 0), 6)
  t.strictSame(periodOf(dayNumberOf('2026-12-31') ?? 0, 'month'), {
    first: dayNumberOf('2026-12-01'),
    last: dayNumberOf('2026-12-31'),
  })
})

t.test('for any rows: periods add up to the days', async (t) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const roll = random(seed)
    const rows = daysFrom('2026-01-05', 120).map((date) =>
      row(date, Math.floor(roll() * 50), 50 + Math.floor(roll() * 500), 1 + roll() * 30),
    )
    const whole = measuresOf(sumRows(rows))
    for (const granularity of ['week', 'month'] as const) {
      const periods = aggregatePeriods({ rows, dimensions: ['date'], granularity }).rows
      const again = measuresOf(
        sumRows(
          periods.map((each) => ({
            ...each,
            keys: [],
            ctr: undefined,
            position: each.position ?? undefined,
          })),
        ),
      )
      t.equal(again.clicks, whole.clicks)
      t.equal(again.impressions, whole.impressions)
      t.ok(Math.abs((again.position ?? 0) - (whole.position ?? 0)) < 2e-6, `${granularity} of seed ${seed}`)
      t.equal(
        periods.reduce((sum, { days }) => sum + days, 0),
        120,
      )
    }
  }
})

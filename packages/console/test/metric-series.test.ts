import { test } from 'tap'
import type { Statistics, StatisticsPoint } from '../src/api/statistics.ts'
import { everyStep } from '../src/parts/charts/every-step.ts'
import { cacheShare, metricData } from '../src/pages/metrics/metric-series.ts'

const point = <Values extends Partial<StatisticsPoint>>(values: Values): StatisticsPoint & Values => ({
  calls: 0,
  errors: { caller: 0, vendor: 0, patchbay: 0 },
  cacheHits: 0,
  errorRatio: null,
  p50: null,
  p95: null,
  p99: null,
  ...values,
})

const statistics: Statistics = {
  from: '2026-11-28T10:00:30Z',
  to: '2026-11-28T10:05:30Z',
  step: 60,
  series: [
    {
      total: point({ calls: 12, errors: { caller: 1, vendor: 2, patchbay: 0 }, p95: 0.4 }),
      points: [
        point({ at: '2026-11-28T10:01:00Z', calls: 8, cacheHits: 4, p95: 0.3, errorRatio: 0 }),
        point({
          at: '2026-11-28T10:03:00Z',
          calls: 4,
          errors: { caller: 1, vendor: 2, patchbay: 0 },
          p95: 0.9,
          errorRatio: 2 / 3,
        }),
      ],
    },
  ],
}

test('every step of the range is there, also those in which nothing was called', async (t) => {
  const steps = everyStep(statistics, statistics.series[0]?.points ?? [])
  t.strictSame(
    steps.map(({ time, point }) => [new Date(time * 1_000).toISOString().slice(11, 16), point?.calls]),
    [
      ['10:00', undefined],
      ['10:01', 8],
      ['10:02', undefined],
      ['10:03', 4],
      ['10:04', undefined],
      ['10:05', undefined],
    ],
  )
  t.equal(everyStep(statistics, []).length, 6, 'a series without calls as well')
})

test('calls are divided by how they ended', async (t) => {
  const { calls } = metricData(statistics, statistics.series[0])
  t.strictSame(
    calls.series.map(({ values, overall }) => [values[1], values[3], overall]),
    [
      [8, 1, 9],
      [0, 1, 1],
      [0, 2, 2],
      [0, 0, 0],
    ],
  )
})

test('where nothing was measured there is a gap, not a zero', async (t) => {
  const { durations, errors, cache } = metricData(statistics, statistics.series[0])
  t.strictSame(durations.series[1]?.values.slice(1, 4), [0.3, null, 0.9])
  t.equal(durations.series[1]?.overall, 0.4)
  t.strictSame(errors.series[0]?.values.slice(1, 3), [0, null])
  t.strictSame(cache.series[0]?.values.slice(1, 4), [0.5, null, 0])
})

test('a series that is not there has nothing to draw', async (t) => {
  t.strictSame(metricData(statistics, undefined).calls.times, [])
})

test('the share of the cache needs calls', async (t) => {
  t.equal(cacheShare(point({ calls: 4, cacheHits: 1 })), 0.25)
  t.equal(cacheShare(point({})), null)
})

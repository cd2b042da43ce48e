import { test } from 'tap'
import { axisTimes } from '../src/parts/charts/axis-times.ts'
import { describeChart, hasValues, stacked, type ChartSeries } from '../src/parts/charts/chart-series.ts'
import { fillColor, fillOf } from '../src/parts/charts/fill.ts'
import { miniBars } from '../src/parts/charts/mini-bar-shapes.ts'

const line = (label: string, values: ChartSeries['values'], overall?: number): ChartSeries => ({
  label,
  tone: 'good',
  values,
  ...(overall === undefined ? {} : { overall }),
})

test('bars stand on each other, and the highest edge is drawn first', async (t) => {
  t.strictSame(stacked([line('good', [3, 1]), line('bad', [1, null]), line('worse', [0, 2])]), [
    [4, 3],
    [4, 1],
    [3, 1],
  ])
  t.strictSame(stacked([]), [])
})

test('a chart is told in words to who does not see it', async (t) => {
  const format = (value: number) => `${value} s`
  t.equal(
    describeChart(
      'Duration',
      { times: [1, 2], series: [line('p95', [2, 5], 4), line('p99', [null, 7])] },
      format,
    ),
    'Duration. p95: 4 s in all, from 2 s to 5 s; p99: from 7 s to 7 s.',
  )
  t.equal(
    describeChart('Duration', { times: [1], series: [line('p95', [null])] }, format),
    'Duration. p95: none.',
  )
  t.equal(describeChart('Duration', { times: [], series: [] }, format), 'Duration: nothing yet.')
})

test('zeros and gaps are nothing to see', async (t) => {
  t.notOk(hasValues({ times: [1, 2], series: [line('calls', [0, null])] }))
  t.ok(hasValues({ times: [1, 2], series: [line('calls', [0, 1])] }))
})

test('the axis names the day where another one begins, and else the time', async (t) => {
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime() / 1_000
  t.strictSame(axisTimes([at(27, 18), at(28, 0), at(28, 6)]), ['18:00', 'Nov 28', '06:00'])
  t.strictSame(axisTimes([at(26, 12), at(27, 12), at(28, 12)]), ['12:00', 'Nov 27', 'Nov 28'])
})

test('one failure among a thousand calls is seen', async (t) => {
  const [most, few, none] = miniBars([
    { at: 'a', value: 1_000, failed: 1 },
    { at: 'b', value: 1 },
    { at: 'c', value: 0 },
  ])
  t.equal(most?.size, 1)
  t.ok((most?.failed ?? 0) > 0.05)
  t.ok((few?.size ?? 0) > (none?.size ?? 1))
  t.equal(none?.failed, 0)
  t.equal((few?.y ?? 0) + (few?.size ?? 0), 1)
})

test('what is left is shown as it is: never more than all, never less than none', async (t) => {
  t.equal(fillOf(1.2), 1)
  t.equal(fillOf(-0.4), 0)
  t.equal(fillOf(0.3), 0.3)
  t.strictSame([0.9, 0.4, 0.1, -1].map(fillColor), ['teal', 'yellow', 'red', 'red'])
})

import t from 'tap'
import { median, percentile } from '../src/statistics.ts'

t.test('percentile is the nearest rank', async (t) => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  t.equal(percentile(hundred, 0.5), 50)
  t.equal(percentile(hundred, 0.99), 99)
  t.equal(percentile(hundred, 1), 100)
  t.equal(percentile(hundred, 0), 1, 'never before the first')
  t.equal(percentile([7], 0.99), 7)
  t.equal(percentile([1, 1, 1, 50], 0.99), 50, 'one slow request of four is seen')
  t.ok(Number.isNaN(percentile([], 0.5)))
})

t.test('median sorts by number, not as text', async (t) => {
  t.equal(median([10, 9, 100]), 10)
  t.equal(median([1, 2, 10, 4]), 3)
  t.ok(Number.isNaN(median([])))
})

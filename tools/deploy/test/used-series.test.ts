import t from 'tap'
import { usedSeries } from '../src/promql/used-series.ts'

t.test('metrics and labels are found wherever they stand', async (t) => {
  t.same(usedSeries('histogram_quantile(0.95, sum by (a, le) (rate(x_bucket{b=~"$b"}[$__rate_interval])))'), [
    { metric: 'x_bucket', labels: ['b', 'a', 'le'] },
  ])
  t.same(usedSeries('sum by (a) (x) > 3 and y{c="1",d!="2"} or vector(0)'), [
    { metric: 'x', labels: ['a'] },
    { metric: 'y', labels: ['c', 'd'] },
  ])
  t.same(usedSeries('p:q:rate5m / 0.5'), [{ metric: 'p:q:rate5m', labels: [] }])
  t.throws(() => usedSeries('sum('), SyntaxError)
  t.throws(() => usedSeries('sum by (x{'), SyntaxError)
})

import t from 'tap'
import { named, startAnalytics, sumOf, valuesOf, week } from './support/analytics.ts'

const filter = (fieldName: string, test: object) => ({ filter: { fieldName, ...test } })
const text = (matchType: string, value: string, caseSensitive?: boolean) => ({
  stringFilter: { matchType, value, ...(caseSensitive === undefined ? {} : { caseSensitive }) },
})
const number = (operation: string, value: number) => ({
  numericFilter: { operation, value: { int64Value: String(value) } },
})

t.test('filters on dimensions keep what they say', async (t) => {
  const { report } = await startAnalytics(t)
  const pathsOf = async (dimensionFilter: object) => {
    const { body } = await report({
      dimensions: named('pagePath'),
      metrics: named('screenPageViews'),
      dateRanges: [week],
      dimensionFilter,
    })
    return (body.rows ?? []).map((row) => valuesOf(row)[0] ?? '')
  }
  const all = await pathsOf(filter('platform', text('EXACT', 'web')))
  t.ok(all.length > 30)
  const cases: ReadonlyArray<readonly [object, (path: string) => boolean]> = [
    [filter('pagePath', text('EXACT', '/GUIDES/')), (path) => path === '/guides/'],
    [filter('pagePath', text('EXACT', '/GUIDES/', true)), () => false],
    [filter('pagePath', text('BEGINS_WITH', '/guides/')), (path) => path.startsWith('/guides/')],
    [filter('pagePath', text('ENDS_WITH', 'bulbs/')), (path) => path.endsWith('bulbs/')],
    [filter('pagePath', text('CONTAINS', 'compost')), (path) => path.includes('compost')],
    [filter('pagePath', text('FULL_REGEXP', '/guides/.+')), (path) => /^\/guides\/.+$/.test(path)],
    [filter('pagePath', text('PARTIAL_REGEXP', 'bulbs|tools')), (path) => /bulbs|tools/.test(path)],
    [
      filter('pagePath', { inListFilter: { values: ['/', '/CART/'] } }),
      (path) => path === '/' || path === '/cart/',
    ],
    [{ notExpression: filter('pagePath', text('CONTAINS', 's')) }, (path) => !path.includes('s')],
    [
      {
        andGroup: {
          expressions: [
            filter('pagePath', text('BEGINS_WITH', '/shop/')),
            {
              orGroup: {
                expressions: ['bulbs', 'seeds'].map((part) => filter('pagePath', text('CONTAINS', part))),
              },
            },
          ],
        },
      },
      (path) => path.startsWith('/shop/') && /bulbs|seeds/.test(path),
    ],
  ]
  for (const [expression, keeps] of cases)
    t.same((await pathsOf(expression)).toSorted(), all.filter(keeps).toSorted(), JSON.stringify(expression))
})

t.test('dimensions that are not shown can be filtered by, and numbers compare as numbers', async (t) => {
  const { report } = await startAnalytics(t)
  const sessions = async (dimensionFilter?: object) => {
    const { body } = await report({
      metrics: named('sessions'),
      dateRanges: [week],
      ...(dimensionFilter === undefined ? {} : { dimensionFilter }),
    })
    return sumOf(body.rows)
  }
  const all = await sessions()
  const morning = await sessions(filter('hour', number('LESS_THAN', 12)))
  const rest = await sessions(filter('hour', number('GREATER_THAN_OR_EQUAL', 12)))
  t.ok(morning > 0 && rest > 0)
  t.ok(morning + rest >= all, 'a session over noon is in both')
  t.ok(morning + rest < all * 1.05)
  const between = { betweenFilter: { fromValue: { int64Value: '8' }, toValue: { doubleValue: 9.5 } } }
  t.ok((await sessions(filter('hour', between))) < morning)
  t.equal(await sessions(filter('contentId', { emptyFilter: {} })), all)
})

t.test('filters on metrics keep rows, and totals are of what is left', async (t) => {
  const { report } = await startAnalytics(t)
  const { body } = await report({
    dimensions: named('country'),
    metrics: named('sessions'),
    dateRanges: [week],
    metricFilter: filter('sessions', number('GREATER_THAN', 100)),
    metricAggregations: ['TOTAL'],
  })
  const amounts = (body.rows ?? []).map((row) => Number(valuesOf(row)[1]))
  t.ok(amounts.length > 1 && amounts.every((amount) => amount > 100))
  t.equal(sumOf(body.totals), sumOf(body.rows))
})

import t from 'tap'
import { chooseTable, type Dimension, type Filters } from '../src/performance/table.ts'

const page = 'https://a.example/'
const query = 'red hat'

t.test('dimensions and filters choose the table', async (t) => {
  const cases: ReadonlyArray<
    [dimensions: Dimension[], filters: Filters, method: string, parameters: object]
  > = [
    [['date'], {}, 'GetRankAndTrafficStats', {}],
    [['query'], {}, 'GetQueryStats', {}],
    [['query', 'date'], { query }, 'GetQueryStats', {}],
    [['date'], { query }, 'GetQueryStats', {}],
    [['date'], { queryContains: 'hat' }, 'GetQueryStats', {}],
    [['page'], {}, 'GetPageStats', {}],
    [['page', 'date'], { pageContains: 'a' }, 'GetPageStats', {}],
    [['date'], { page }, 'GetPageStats', {}],
    [['query'], { page }, 'GetPageQueryStats', { page }],
    [['query'], { page, queryContains: 'hat' }, 'GetPageQueryStats', { page }],
    [['page'], { page, queryContains: 'hat' }, 'GetPageQueryStats', { page }],
    [['page'], { query }, 'GetQueryPageStats', { query }],
    [['date'], { query, pageContains: 'a' }, 'GetQueryPageStats', { query }],
    [['query'], { query, page }, 'GetQueryPageDetailStats', { query, page }],
    [['date'], { query, page }, 'GetQueryPageDetailStats', { query, page }],
  ]
  for (const [dimensions, filters, method, parameters] of cases) {
    const label = `${dimensions.join(',')} ${JSON.stringify(filters)}`
    const table = chooseTable(dimensions, filters)
    t.match(
      table,
      { method, parameters, granularity: method === 'GetRankAndTrafficStats' ? 'day' : 'week' },
      label,
    )
    t.same(table.parameters, parameters, label)
  }
})

t.test(
  'a question that needs all queries of all pages is refused with the fields that would help',
  async (t) => {
    const cases: ReadonlyArray<[dimensions: Dimension[], filters: Filters]> = [
      [['query'], { pageContains: 'a' }],
      [['page'], { queryContains: 'hat' }],
      [['date'], { queryContains: 'hat', pageContains: 'a' }],
    ]
    for (const [dimensions, filters] of cases)
      t.throws(() => chooseTable(dimensions, filters), {
        code: 'invalid_input',
        errors: [{ path: '/query' }, { path: '/page' }],
      })
  },
)

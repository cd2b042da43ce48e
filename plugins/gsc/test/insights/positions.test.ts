import t from 'tap'
import { contentGaps } from '../../src/insights/content-gaps.ts'
import { strikingDistance } from '../../src/insights/striking-distance.ts'
import { row } from './support.ts'

const rows = [
  row(['near', '/n'], 5, 100, 7.9),
  row(['first', '/f'], 4, 100, 8),
  row(['last', '/l'], 3, 300, 20),
  row(['far', '/g'], 0, 60, 20.1),
  row(['rare', '/r'], 0, 9, 12),
  row(['scarce', '/s'], 0, 49, 70),
]

t.test('striking distance is from 8 to 20, the most impressions first', async (t) => {
  t.same(strikingDistance({ rows, dimensions: ['query', 'page'] }), {
    rows: [
      { query: 'last', page: '/l', clicks: 3, impressions: 300, ctr: 0.01, position: 20 },
      { query: 'first', page: '/f', clicks: 4, impressions: 100, ctr: 0.04, position: 8 },
    ],
    rowCount: 2,
    totals: { clicks: 7, impressions: 400, ctr: 0.0175, position: 17 },
  })
})

t.test('its bounds are parameters', async (t) => {
  const result = strikingDistance({
    rows,
    dimensions: ['query', 'page'],
    minPosition: 7,
    maxPosition: 12,
    minImpressions: 0,
    limit: 1,
    offset: 2,
  })
  t.match(result, { rows: [{ query: 'rare' }], rowCount: 3 })
})

t.test('content gaps are beyond 20', async (t) => {
  t.match(contentGaps({ rows, dimensions: ['query', 'page'] }), {
    rows: [{ query: 'far', page: '/g' }],
    rowCount: 1,
    totals: { impressions: 60, position: 20.1 },
  })
  t.equal(contentGaps({ rows, dimensions: ['query', 'page'], minImpressions: 49 }).rowCount, 2)
  t.equal(contentGaps({ rows, dimensions: ['query', 'page'], minImpressions: 60 }).rowCount, 1)
  const all = contentGaps({ rows, dimensions: ['query', 'page'], beyondPosition: 12, minImpressions: 1 })
  t.same(
    all.rows.map(({ query }) => query),
    ['last', 'far', 'scarce'],
  )
})

t.test('a query counts with all its pages where pages are no dimension', async (t) => {
  const result = contentGaps({ rows: [row('a', 0, 30, 30), row('a', 0, 30, 40)], dimensions: ['query'] })
  t.same(result.rows, [{ query: 'a', clicks: 0, impressions: 60, ctr: 0, position: 35 }])
})

t.test('rows without a position have none to be judged by', async (t) => {
  const discover = [{ keys: ['a'], clicks: 1, impressions: 900 }]
  t.equal(strikingDistance({ rows: discover, dimensions: ['query'] }).rowCount, 0)
  t.equal(contentGaps({ rows: discover, dimensions: ['query'] }).rowCount, 0)
})

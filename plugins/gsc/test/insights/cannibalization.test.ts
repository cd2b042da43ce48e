import t from 'tap'
import { cannibalization, type CannibalizationInput } from '../../src/insights/cannibalization.ts'
import { row } from './support.ts'

const run = (input: Partial<CannibalizationInput>) =>
  cannibalization({ rows: [], dimensions: ['query', 'page'], ...input })

t.test('pages that share a query are found, and one is suggested', async (t) => {
  const rows = [
    row(['shoes', '/a'], 4, 60, 8),
    row(['shoes', '/b'], 9, 30, 4),
    row(['shoes', '/c'], 0, 9, 30),
    row(['hats', '/hats'], 9, 900, 2),
  ]
  t.same(run({ rows }), {
    rows: [
      {
        query: 'shoes',
        clicks: 13,
        impressions: 99,
        ctr: 0.131313,
        position: 8.787879,
        entropy: 0.918296,
        contestedImpressions: 60,
        suggestedPage: '/b',
        reason: 'most_clicks',
        pages: [
          { page: '/a', clicks: 4, impressions: 60, ctr: 0.066667, position: 8, share: 0.606061 },
          { page: '/b', clicks: 9, impressions: 30, ctr: 0.3, position: 4, share: 0.30303 },
        ],
        otherPages: 1,
      },
    ],
    rowCount: 1,
  })
})

t.test('a share of exactly a tenth counts', async (t) => {
  for (const tenth of [7, 10, 13, 70, 333]) {
    const rows = [row(['q', '/a'], 0, tenth * 9), row(['q', '/b'], 0, tenth)]
    t.equal(run({ rows }).rowCount, 1, `${tenth} of ${tenth * 10}`)
  }
  t.equal(run({ rows: [row(['q', '/a'], 0, 91), row(['q', '/b'], 0, 9)] }).rowCount, 0)
})

t.test('fewer than 50 impressions are left alone', async (t) => {
  const rows = [row(['q', '/a'], 0, 25), row(['q', '/b'], 0, 24)]
  t.equal(run({ rows }).rowCount, 0)
  t.equal(run({ rows, minImpressions: 49 }).rowCount, 1)
  t.equal(run({ rows: [row(['q', '/a'], 0, 0), row(['q', '/b'], 0, 0)], minImpressions: 0 }).rowCount, 0)
})

t.test('entropy is 1 for equal shares of any number, and falls with the inequality', async (t) => {
  const entropy = (parts: readonly number[]) =>
    run({ rows: parts.map((part, index) => row(['q', `/${index}`], 0, part)), minShare: 0 }).rows[0]?.entropy
  t.equal(entropy([50, 50]), 1)
  t.equal(entropy([50, 50, 50, 50, 50]), 1)
  t.equal(entropy([75, 25]), 0.811278)
  t.ok((entropy([999, 1]) ?? 1) < 0.02)
})

t.test('the reason is the first thing that tells the best two apart', async (t) => {
  const reason = (a: [number, number, number], b: [number, number, number]) => {
    const [first] = run({ rows: [row(['q', '/a'], ...a), row(['q', '/b'], ...b)] }).rows
    return [first?.suggestedPage, first?.reason]
  }
  t.same(reason([2, 50, 9], [3, 50, 12]), ['/b', 'most_clicks'])
  t.same(reason([0, 60, 9], [0, 50, 5]), ['/b', 'best_position'])
  t.same(reason([0, 50, 5], [0, 60, 5]), ['/b', 'most_impressions'])
  t.same(reason([0, 50, 5], [0, 50, 5]), ['/a', 'first_by_url'])
})

t.test('how many pages it takes is a parameter, and the most contested come first', async (t) => {
  const rows = [
    ...['/a', '/b', '/c'].map((page) => row(['three', page], 0, 40)),
    ...['/a', '/b'].map((page) => row(['two', page], 0, 100)),
  ]
  t.same(
    run({ rows }).rows.map(({ query }) => query),
    ['two', 'three'],
  )
  t.match(run({ rows, minPages: 3 }), { rows: [{ query: 'three' }], rowCount: 1 })
})

import t from 'tap'
import { contentDecay } from '../../src/insights/content-decay.ts'
import { row } from './support.ts'

const page = (clicks: ReadonlyArray<readonly [string, number]>) =>
  clicks.map(([name, count]) => row(name, count, 100, 4))

const windows = [
  page([
    ['/falls', 30],
    ['/dies', 12],
    ['/few', 9],
    ['/stays', 20],
    ['/recovers', 20],
  ]),
  page([
    ['/falls', 20],
    ['/dies', 1],
    ['/few', 5],
    ['/stays', 20],
    ['/recovers', 10],
    ['/new', 50],
  ]),
  page([
    ['/falls', 15],
    ['/few', 1],
    ['/stays', 3],
    ['/recovers', 11],
    ['/new', 40],
  ]),
] as const

t.test('pages are listed whose clicks fell twice', async (t) => {
  const result = contentDecay({ windows, dimensions: ['page'] })
  t.match(result, { rowCount: 2, lostClicks: 27 })
  t.same(
    result.rows.map(({ page, lostClicks, lostShare }) => ({ page, lostClicks, lostShare })),
    [
      { page: '/falls', lostClicks: 15, lostShare: 0.5 },
      { page: '/dies', lostClicks: 12, lostShare: 1 },
    ],
  )
  t.same(result.rows[1]?.third, { clicks: 0, impressions: 0, ctr: null, position: null })
  t.same(result.rows[0]?.first, { clicks: 30, impressions: 100, ctr: 0.3, position: 4 })
})

t.test('how many clicks there were to lose is a parameter', async (t) => {
  const result = contentDecay({ windows, dimensions: ['page'], minClicks: 9 })
  t.same(
    result.rows.map((each) => each.page),
    ['/falls', '/dies', '/few'],
  )
  t.match(contentDecay({ windows, dimensions: ['page'], limit: 1, offset: 1 }), {
    rows: [{ page: '/dies' }],
    rowCount: 2,
  })
})

t.test('a page that had died before the last window fell only once', async (t) => {
  const gone = [page([['/p', 20]]), [], []] as const
  t.equal(contentDecay({ windows: gone, dimensions: ['page'] }).rowCount, 0)
})

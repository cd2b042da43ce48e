import type { Problem } from '@patchbay/contract'
import t from 'tap'
import { searchAnalytics } from '../src/operations/search-analytics.ts'
import { searchTotals } from '../src/operations/search-totals.ts'
import { startGsc } from './support/gsc.ts'
import { run } from './support/run.ts'

const { 'search-analytics.query': query, 'search-analytics.hourly': hourly } = searchAnalytics
const { 'search-analytics.search_appearance': appearances } = searchAnalytics
const { 'search-analytics.totals': totals, 'search-analytics.page_queries': pageQueries } = searchTotals

const failing = async (call: Promise<unknown>): Promise<Problem> => {
  try {
    await call
  } catch (error) {
    return error as Problem
  }
  throw new Error('it did not fail')
}

t.test('the window is the last 28 days whose data is final, in California', async (t) => {
  const gsc = await startGsc(t)
  const { data } = await run(gsc, query, { limit: 1 })
  t.match(data, { startDate: '2026-10-23', endDate: '2026-11-19', isComplete: false })
  gsc.setTime(Date.parse('2026-11-23T07:59:00Z'))
  t.equal((await run(gsc, query, { limit: 1 })).data.endDate, '2026-11-19', 'it is still the same day there')
  gsc.setTime(Date.parse('2026-11-23T08:01:00Z'))
  t.equal((await run(gsc, query, { limit: 1 })).data.endDate, '2026-11-20')
})

t.test('pages follow each other without gaps', async (t) => {
  const gsc = await startGsc(t)
  const whole = await run(gsc, query, { dimensions: ['query', 'page'], limit: 25_000 })
  t.ok(whole.data.isComplete)
  t.equal(whole.next, undefined)
  const rows: unknown[] = []
  let cursor: string | undefined
  do {
    const page = await run(gsc, query, {
      dimensions: ['query', 'page'],
      limit: 100,
      ...(cursor === undefined ? {} : { cursor }),
    })
    rows.push(...page.data.rows)
    cursor = page.next
  } while (cursor !== undefined)
  t.strictSame(rows, whole.data.rows)
})

t.test('rows have their keys by name, and say no position where there is none', async (t) => {
  const gsc = await startGsc(t)
  const { data } = await run(gsc, query, { dimensions: ['device', 'country'], limit: 1 })
  t.match(data.rows[0], { device: /^[A-Z]+$/, country: /^[a-z]{3}$/, position: Number })
  const discover = await run(gsc, query, { dimensions: ['page'], type: 'discover', limit: 1 })
  t.equal(discover.data.rows[0]?.position, null)
})

t.test('fresh data says from when on it is incomplete', async (t) => {
  const gsc = await startGsc(t)
  const { data } = await run(gsc, query, { dimensions: ['date'], dataState: 'all', days: 7 })
  t.match(data, { endDate: '2026-11-22', firstIncomplete: '2026-11-21' })
  t.equal((await run(gsc, hourly, {})).data.firstIncomplete, '2026-11-21T00:00:00-08:00')
  t.equal((await run(gsc, query, { dimensions: ['date'], days: 7 })).data.firstIncomplete, null)
})

t.test('hours add up to their days', async (t) => {
  const gsc = await startGsc(t)
  const sum = (rows: ReadonlyArray<{ clicks: number }>) =>
    rows.reduce((total, { clicks }) => total + clicks, 0)
  const hours = await run(gsc, hourly, { days: 4, limit: 25_000 })
  const days = await run(gsc, query, { dimensions: ['date'], dataState: 'all', days: 4 })
  t.ok(Math.abs(sum(hours.data.rows) - sum(days.data.rows)) <= 0.02 * sum(days.data.rows))
  t.match(hours.data.rows[0]?.hour, /^2026-11-19T\d{2}:00:00-08:00$/)
})

t.test('filters reach Google', async (t) => {
  const gsc = await startGsc(t)
  const { data, requests } = await run(gsc, query, {
    dimensions: ['query', 'country'],
    filters: [
      { dimension: 'query', operator: 'includingRegex', expression: '^(best|cheap) ' },
      { dimension: 'country', expression: 'deu' },
    ],
  })
  t.ok(data.rows.length > 3)
  t.ok(data.rows.every((row) => /^(best|cheap) /.test(row.query ?? '') && row.country === 'deu'))
  t.match(requests[0], { about: { site: 'sc-domain:fernhill.example' }, cost: { siteSearches: 1 } })
})

const broken = [
  ['searchAppearance beside others', { dimensions: ['searchAppearance', 'page'] as const }, '/dimensions'],
  ['hours elsewhere', { dimensions: ['hour'] as const }, '/dimensions'],
  ['queries of Discover', { type: 'discover' as const }, '/dimensions'],
  [
    'a filter by query of Google News',
    {
      type: 'googleNews' as const,
      dimensions: ['page'] as const,
      filters: [{ dimension: 'query' as const, expression: 'a' }],
    },
    '/filters/0/dimension',
  ],
  [
    'pages by property',
    { dimensions: ['page'] as const, aggregationType: 'byProperty' as const },
    '/aggregationType',
  ],
  [
    'a country that is none',
    { filters: [{ dimension: 'country' as const, expression: 'Germany' }] },
    '/filters/0/expression',
  ],
  ['a window that ends before it begins', { startDate: '2026-11-20', endDate: '2026-11-01' }, '/startDate'],
  ['both a first day and a number of days', { startDate: '2026-11-01', days: 7 }, '/days'],
] as const

for (const [what, input, path] of broken) {
  t.test(`${what} is refused before anything is sent, at ${path}`, async (t) => {
    const gsc = await startGsc(t)
    const problem = await failing(run(gsc, query, structuredClone(input) as never))
    t.equal(problem.code, 'invalid_input')
    t.equal(problem.errors?.[0]?.path, path)
    t.equal(gsc.host.journal.filter(({ path }) => path !== '/token').length, 0)
  })
}

t.test('without a property anywhere, the call says so', async (t) => {
  const gsc = await startGsc(t)
  t.match(await failing(run(gsc, query, {}, {})), { code: 'invalid_input', errors: [{ path: '/siteUrl' }] })
})

t.test('totals have what rows by query leave out', async (t) => {
  const gsc = await startGsc(t)
  const { data } = await run(gsc, totals, { by: ['device', 'date'], countWithheld: true })
  const byDevice = data.breakdowns.device ?? []
  t.equal(
    byDevice.reduce((sum, { clicks }) => sum + clicks, 0),
    data.totals.clicks,
  )
  t.equal(data.breakdowns.date?.length, 28)
  t.ok((data.withheld?.clicks ?? 0) > 0)
  t.equal(data.breakdowns.country, undefined)
})

t.test('the queries of a page are those of no other', async (t) => {
  const gsc = await startGsc(t)
  const page = 'https://www.fernhill.example/guides/watering-can'
  const { data } = await run(gsc, pageQueries, { page })
  t.ok(data.rows.length > 0)
  const all = await run(gsc, query, { dimensions: ['query', 'page'], limit: 25_000 })
  const clicks = all.data.rows.filter((row) => row.page === page).reduce((sum, row) => sum + row.clicks, 0)
  t.equal(
    data.rows.reduce((sum, row) => sum + row.clicks, 0),
    clicks,
  )
})

t.test('appearances come first, then what is within one', async (t) => {
  const gsc = await startGsc(t)
  const listed = await run(gsc, appearances, {})
  t.ok(listed.data.rows.some(({ searchAppearance }) => searchAppearance === 'VIDEO'))
  const pages = await run(gsc, appearances, { appearance: 'VIDEO', by: 'page' })
  t.ok(pages.data.rows.length > 0)
  t.match(await failing(run(gsc, appearances, { by: 'page' })), { errors: [{ path: '/appearance' }] })
})

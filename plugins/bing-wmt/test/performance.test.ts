import t from 'tap'
import { query } from '../src/operations/performance-query.ts'
import { timeseries } from '../src/operations/performance-timeseries.ts'
import { newSite, site, startBing } from './support/bing.ts'
import { run } from './support/run.ts'

const page = `${site}shop/compost-bin/`
const window = { startDate: '2026-08-01', endDate: '2026-10-30' }

t.test('performance.query gives the rows of the window, best first, page by page', async (t) => {
  const bing = await startBing(t)
  const whole = await run(bing, query, { siteUrl: site, ...window, limit: 1000 })
  const { rows, rowCount, totals } = whole.data
  t.equal(rows.length, 60)
  t.equal(rowCount, 60)
  t.equal(whole.next, undefined)
  t.equal(rows[0]?.query, 'fernhill')
  t.equal(
    totals.clicks,
    rows.reduce((total, { clicks }) => total + clicks, 0),
  )
  t.equal(whole.data.granularity, 'week')

  const pages = []
  let cursor: string | undefined
  do {
    const one = await run(bing, query, {
      siteUrl: site,
      ...window,
      limit: 25,
      ...(cursor === undefined ? {} : { cursor }),
    })
    t.same(one.data.totals, totals)
    pages.push(one.data.rows)
    cursor = one.next
  } while (cursor !== undefined)
  t.same(
    pages.map(({ length }) => length),
    [25, 25, 10],
  )
  t.same(pages.flat(), rows)
  t.ok(bing.host.journal.every(({ path }) => path.endsWith('/GetQueryStats')))
})

t.test('dimensions and filters agree with each other', async (t) => {
  const bing = await startBing(t)
  // Positions are left out: Bing rounds them in each table by itself.
  const totals = async (input: object) => {
    const { data } = await run(bing, query, { siteUrl: site, ...window, ...input })
    return { clicks: data.totals.clicks, impressions: data.totals.impressions }
  }
  const ofPage = await totals({ dimensions: 'query', page })
  t.ok(ofPage.clicks > 0)
  t.same(await totals({ dimensions: 'page', page }), ofPage, 'one page, from another table')
  t.same(await totals({ dimensions: 'date', page }), ofPage)
  t.same(await totals({ dimensions: 'query,date', page }), ofPage)
  const both = await totals({ dimensions: 'page', query: 'compost bin', page })
  const same = await totals({ dimensions: 'query', queryContains: 'compost bin', page, limit: 1 })
  t.ok(both.clicks > 0 && both.clicks < same.clicks, 'one query of the page')
  t.equal(
    (await totals({ dimensions: 'query', query: 'compost bin' })).clicks,
    (await totals({ dimensions: 'page', query: 'compost bin' })).clicks,
  )
})

t.test('rows have the dimensions that were asked for', async (t) => {
  const bing = await startBing(t)
  const first = async (dimensions: 'query' | 'page' | 'date' | 'query,date' | 'page,date') =>
    Object.keys((await run(bing, query, { siteUrl: site, ...window, dimensions })).data.rows[0] ?? {}).slice(
      0,
      2,
    )
  t.same(await first('query'), ['query', 'clicks'])
  t.same(await first('page'), ['page', 'clicks'])
  t.same(await first('date'), ['date', 'clicks'])
  t.same(await first('query,date'), ['query', 'date'])
  t.same(await first('page,date'), ['page', 'date'])
})

t.test('dates alone are days in their order, without positions', async (t) => {
  const bing = await startBing(t)
  const { data } = await run(bing, query, { siteUrl: site, dimensions: 'date' })
  t.equal(data.granularity, 'day')
  t.same([data.rows[0]?.date, data.rows.at(-1)?.date, data.rows.length], ['2026-10-26', '2026-11-20', 26])
  t.match(data.rows[0], { position: null, clickPosition: null })
})

t.test('positions are scaled by the configuration, and best first by default', async (t) => {
  const bing = await startBing(t)
  const input = { siteUrl: site, sort: 'position', limit: 1000 } as const
  const plain = (await run(bing, query, input)).data.rows.map(({ position }) => position ?? Number.NaN)
  const scaled = (await run(bing, query, input, { positionScale: 10 })).data.rows.map(
    ({ position }) => position ?? Number.NaN,
  )
  t.same(
    plain,
    plain.toSorted((a, b) => a - b),
  )
  t.ok(plain.every((position, index) => Math.abs(position / 10 - (scaled[index] ?? 0)) < 0.0001))
})

t.test('what cannot be answered is refused before Bing is asked', async (t) => {
  const bing = await startBing(t)
  const refused = (input: object, path: string) =>
    t.rejects(run(bing, query, { siteUrl: site, ...input }), { code: 'invalid_input', errors: [{ path }] })
  await refused({ sort: 'date' }, '/sort')
  await refused({ dimensions: 'page', queryContains: 'x' }, '/query')
  await refused({ startDate: '2026-11-23' }, '/startDate')
  t.equal(bing.host.journal.length, 0)
})

t.test('a window without data is told from a site without data', async (t) => {
  const bing = await startBing(t)
  const old = await run(bing, query, { siteUrl: site, startDate: '2025-01-01', endDate: '2025-01-31' })
  t.match(old, { data: { rows: [], dataFrom: '2026-05-16' }, warnings: [{ code: 'window_outside_data' }] })
  const future = await run(bing, timeseries, { siteUrl: site, startDate: '2026-11-21' })
  t.match(future, { data: { rows: [], dataTo: '2026-11-20' }, warnings: [{ code: 'window_outside_data' }] })
  const quiet = await run(bing, query, { siteUrl: newSite })
  t.match(quiet, { data: { rows: [], rowCount: 0, dataFrom: null, dataTo: null } })
  t.same(quiet.warnings, [])
})

t.test('performance.timeseries has days of the site, or of one query', async (t) => {
  const bing = await startBing(t)
  const whole = (await run(bing, timeseries, { siteUrl: site, ...window })).data
  t.equal(whole.rows.length, 91)
  t.same(
    whole.rows.map(({ date }) => date),
    whole.rows.map(({ date }) => date).toSorted(),
  )
  t.equal(
    whole.totals.clicks,
    whole.rows.reduce((total, { clicks }) => total + clicks, 0),
  )
  t.same(Object.keys(whole.rows[0] ?? {}), ['date', 'clicks', 'impressions', 'ctr'])
  const one = (await run(bing, timeseries, { siteUrl: site, ...window, query: 'fernhill' })).data
  t.ok(one.totals.clicks > 0 && one.totals.clicks < whole.totals.clicks)
  const rare = await run(bing, timeseries, { siteUrl: site, query: 'fernhill returns address' })
  t.same(rare.data.rows, [])
})

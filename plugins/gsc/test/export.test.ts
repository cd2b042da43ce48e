import t from 'tap'
import { searchAnalytics } from '../src/operations/search-analytics.ts'
import { searchExport } from '../src/operations/search-export.ts'
import { startGsc } from './support/gsc.ts'
import { run, take } from './support/run.ts'

const exported = searchExport['search-analytics.export']
const query = searchAnalytics['search-analytics.query']

t.test('an export has every row of every day', async (t) => {
  const gsc = await startGsc(t)
  const { data, requests } = await take(gsc, exported, { days: 5 })
  t.equal(requests.length, 5, 'a day is a request')
  for (const day of ['2026-11-15', '2026-11-19']) {
    const { data: found } = await run(gsc, query, {
      startDate: day,
      endDate: day,
      dimensions: ['query', 'page'],
      limit: 25_000,
    })
    t.strictSame(
      data.filter(({ data: row }) => row.date === day).map(({ data: row }) => ({ ...row, date: undefined })),
      found.rows.map((row) => ({ ...row, date: undefined })),
    )
  }
})

t.test('it goes on after any line', async (t) => {
  const gsc = await startGsc(t)
  const { data: all } = await take(gsc, exported, { days: 3 })
  for (const at of [0, 7, Math.floor(all.length / 2), all.length - 2]) {
    const { data: rest } = await take(gsc, exported, { days: 3, cursor: all[at]?.cursor ?? '' })
    t.strictSame(rest, all.slice(at + 1), `after line ${at}`)
  }
  t.strictSame((await take(gsc, exported, { days: 3, cursor: all.at(-1)?.cursor ?? '' })).data, [])
})

t.test('a day with more rows than Google shows is told', async (t) => {
  const gsc = await startGsc(t, { hasLargeSite: true })
  const { data, warnings, isPartial, requests } = await take(gsc, exported, {
    siteUrl: 'sc-domain:large.example',
    days: 1,
    dimensions: ['query', 'page', 'country', 'device'],
  })
  t.equal(requests.length, 5, 'four full pages and one that shows that there is no more')
  t.ok(data.length > 49_000, String(data.length))
  t.ok(isPartial)
  t.match(warnings, [{ code: 'day_capped', message: /2026-11-19/ }])
  const keys = new Set(
    data.map(({ data: row }) => JSON.stringify([row.query, row.page, row.country, row.device])),
  )
  t.equal(keys.size, data.length, 'no row comes twice')
  const after = data[30_000]
  const { data: rest } = await take(
    gsc,
    exported,
    {
      siteUrl: 'sc-domain:large.example',
      days: 1,
      dimensions: ['query', 'page', 'country', 'device'],
      cursor: after?.cursor ?? '',
    },
    3,
  )
  t.strictSame(rest, data.slice(30_001, 30_004), 'within the third page')
})

t.test('what Google has moved to the next page comes once', async (t) => {
  const gsc = await startGsc(t)
  const row = (query: string) => ({ keys: [query], clicks: 1, impressions: 2, ctr: 0.5, position: 3 })
  const page = (from: number) => ({
    rows: Array.from({ length: 12_500 }, (_, index) => row(`q${from + index}`)),
  })
  const path = '/webmasters/v3/sites/sc-domain%3Afernhill.example/searchAnalytics/query'
  const headers = { 'content-type': 'application/json' }
  gsc.host.inject({ kind: 'status', status: 200, headers, path, times: 1, body: page(0) })
  gsc.host.inject({
    kind: 'status',
    status: 200,
    headers,
    path,
    times: 1,
    body: { rows: [row('q12499'), row('q12500')] },
  })
  const { data } = await take(gsc, exported, { days: 1, dimensions: ['query'] })
  t.equal(data.length, 12_501)
  t.match(data.at(-1), { data: { query: 'q12500' }, cursor: '2026-11-19.12502' })
})

t.test('what cannot be exported is refused', async (t) => {
  const gsc = await startGsc(t)
  const refused = (input: object, path: string) =>
    t.rejects(take(gsc, exported, input), { code: 'invalid_input', errors: [{ path }] })
  await refused({ dimensions: ['date'] }, '/dimensions')
  await refused({ cursor: '2020-01-01.5' }, '/cursor')
  await refused({ startDate: '2024-01-01' }, '/startDate')
})

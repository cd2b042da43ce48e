import t from 'tap'
import { domain, startGsc, type Gsc } from './support/gsc.ts'

const site = encodeURIComponent(domain)
const query = `/webmasters/v3/sites/${site}/searchAnalytics/query`
const window = { startDate: '2026-11-01', endDate: '2026-11-07' }

interface Answer {
  readonly status: number
  readonly body: {
    readonly rows?: ReadonlyArray<Record<string, unknown>>
    readonly error?: {
      readonly code: number
      readonly message: string
      readonly status?: string
      readonly errors?: ReadonlyArray<{ readonly reason: string; readonly domain: string }>
    }
    readonly [name: string]: unknown
  }
}

async function ask(gsc: Gsc, path: string, body?: unknown, token?: string): Promise<Answer> {
  const response = await fetch(gsc.host.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token ?? (await gsc.token())}` },
    body: body === undefined ? null : JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

t.test('requests are held to the discovery document', async (t) => {
  const gsc = await startGsc(t)
  const refused = async (body: object, message: RegExp) => {
    const answer = await ask(gsc, query, { ...window, ...body })
    t.match(answer, { status: 400, body: { error: { status: 'INVALID_ARGUMENT', message } } })
  }
  await refused({ rowlimit: 5 }, /Unknown name "rowlimit": Cannot find field/)
  await refused({ rowLimit: 'many' }, /Invalid value at 'row_limit' \(TYPE_INT32\), "many"/)
  await refused({ dimensions: ['browser'] }, /Invalid value at 'dimensions\[0\]' \(TYPE_ENUM\), "browser"/)
  await refused(
    { dimensionFilterGroups: [{ filter: [] }] },
    /Unknown name "filter" at 'dimension_filter_groups\[0\]'/,
  )
})

t.test('older and newer names of enums are the same', async (t) => {
  const gsc = await startGsc(t)
  const older = await ask(gsc, query, { ...window, type: 'googleNews', dimensions: ['page'] })
  const newer = await ask(gsc, query, { ...window, searchType: 'GOOGLE_NEWS', dimensions: ['PAGE'] })
  t.equal(older.status, 200)
  t.strictSame(newer, older)
})

t.test('rules that no type shows are kept', async (t) => {
  const gsc = await startGsc(t)
  const refused = async (body: object, message: RegExp) =>
    t.match(await ask(gsc, query, { ...window, ...body }), { status: 400, body: { error: { message } } })
  await refused({ rowLimit: 25_001 }, /range: \[1, 25000\]/)
  await refused({ startDate: '2026-11-09' }, /after end date/)
  await refused({ startDate: '1 November' }, /start_date/)
  await refused({ dimensions: ['hour'] }, /hourly_all/)
  await refused({ type: 'discover', dimensions: ['query'] }, /not supported/)
  await refused({ dimensions: ['searchAppearance', 'page'] }, /combined/)
  await refused({ dimensions: ['page'], aggregationType: 'byProperty' }, /by property/)
})

t.test('an empty answer has no rows, and one without dimensions no keys', async (t) => {
  const gsc = await startGsc(t)
  const none = await ask(gsc, query, { ...window, startRow: 90_000 })
  t.strictSame(none.body, { responseAggregationType: 'byProperty' })
  const all = await ask(gsc, query, window)
  t.equal(all.body.rows?.length, 1)
  t.notOk('keys' in (all.body.rows?.[0] ?? {}))
  t.equal((await ask(gsc, query, { startDate: '2024-01-01', endDate: '2024-02-01' })).body.rows, undefined)
})

t.test('the same is answered every time', async (t) => {
  const gsc = await startGsc(t)
  const body = { ...window, dimensions: ['query', 'page'], rowLimit: 500 }
  const first = await ask(gsc, query, body)
  gsc.host.reset()
  t.strictSame(await ask(gsc, query, body), first)
})

t.test('traffic has weekdays and a long tail', async (t) => {
  const gsc = await startGsc(t)
  const days = await ask(gsc, query, { startDate: '2026-08-03', endDate: '2026-10-25', dimensions: ['date'] })
  const mean = (wanted: number) => {
    const found = (days.body.rows ?? []).filter(
      ({ keys }) => new Date(`${(keys as string[])[0]}T00:00:00Z`).getUTCDay() === wanted,
    )
    return found.reduce((sum, { impressions }) => sum + Number(impressions), 0) / found.length
  }
  t.ok(mean(0) > 1.2 * mean(3), 'Sundays are better than Wednesdays')
  const queries = await ask(gsc, query, { ...window, dimensions: ['query'], rowLimit: 25_000 })
  const rows = queries.body.rows ?? []
  const clicks = rows.map((row) => Number(row['clicks']))
  const total = clicks.reduce((sum, one) => sum + one, 0)
  t.ok(clicks.slice(0, rows.length / 10).reduce((sum, one) => sum + one, 0) > total / 2)
})

t.test('quotas are spent, and say so as Google does', async (t) => {
  const gsc = await startGsc(t, { searchesPerMinute: 3, loadPerTenMinutes: 100 })
  for (let count = 0; count < 3; count += 1) t.equal((await ask(gsc, query, window)).status, 200)
  t.match(await ask(gsc, query, window), {
    status: 403,
    body: {
      error: { message: /QPS quota exceeded/, errors: [{ reason: 'quotaExceeded', domain: 'usageLimits' }] },
    },
  })
  gsc.setTime(gsc.now() + 60_000)
  t.equal((await ask(gsc, query, { ...window, dimensions: ['query', 'page'] })).status, 200)
  t.equal((await ask(gsc, query, { ...window, dimensions: ['query', 'page'] })).status, 200)
  t.match(await ask(gsc, query, { ...window, dimensions: ['query', 'page'] }), {
    status: 403,
    body: { error: { message: /load quota exceeded/ } },
  })
})

t.test('a day of inspections ends at midnight in California', async (t) => {
  const gsc = await startGsc(t, { inspectionsPerDay: 1 })
  const inspect = () =>
    ask(gsc, '/v1/urlInspection/index:inspect', {
      inspectionUrl: 'https://www.fernhill.example/',
      siteUrl: domain,
    })
  t.equal((await inspect()).status, 200)
  gsc.setTime(Date.parse('2026-11-23T07:59:59Z'))
  t.match(await inspect(), {
    status: 429,
    body: { error: { message: `Quota exceeded for ${domain}.`, status: 'RESOURCE_EXHAUSTED' } },
  })
  gsc.setTime(Date.parse('2026-11-23T08:00:00Z'))
  t.equal((await inspect()).status, 200)
})

t.test('tokens end, and open no more than their scopes', async (t) => {
  const gsc = await startGsc(t)
  const old = await gsc.token()
  gsc.setTime(gsc.now() + 3_600_000)
  t.match(await ask(gsc, query, window, old), { status: 401, body: { error: { status: 'UNAUTHENTICATED' } } })
  t.match(await ask(gsc, query, window, 'ya29.other'), { status: 401 })
  t.match(
    await ask(gsc, `/webmasters/v3/sites/${encodeURIComponent('https://new.fernhill.example/')}/sitemaps`),
    {
      status: 403,
      body: { error: { message: /sufficient permission for site/ } },
    },
  )
  t.match(await ask(gsc, '/webmasters/v3/sites/fernhill/sitemaps'), {
    status: 400,
    body: { error: { message: /not a valid Search Console site URL/ } },
  })
})

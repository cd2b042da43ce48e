import { Problem } from '@patchbay/contract'
import t, { type Test } from 'tap'
import connector from '../src/index.ts'
import { property, startAnalytics, type Analytics } from './support/analytics.ts'
import { call, type CallOptions, type Outcome } from './support/call.ts'

const days = [{ startDate: '2026-10-01', endDate: '2026-10-07' }]

interface Runner extends Analytics {
  readonly run: (id: string, input: Record<string, unknown>, options?: CallOptions) => Promise<Outcome>
  /** The problem of a call that fails. */
  readonly fails: (id: string, input: Record<string, unknown>, options?: CallOptions) => Promise<Problem>
}

async function start(t: Test): Promise<Runner> {
  const analytics = await startAnalytics(t)
  const run: Runner['run'] = (id, input, options) => call(connector, analytics.host.url, id, input, options)
  return {
    ...analytics,
    run,
    async fails(id, input, options) {
      try {
        await run(id, input, options)
      } catch (error) {
        if (Problem.is(error)) return error
        throw error
      }
      throw new Error(`${id} did not fail`)
    },
  }
}

interface Table {
  readonly rows: ReadonlyArray<Record<string, string | number>>
  readonly rowCount: number
}

const tableIn = ({ output }: Outcome): Table => output as Table

t.test('rows are typed, quotas are always told, and pages follow each other', async (t) => {
  const { run } = await start(t)
  const input = { dimensions: ['city'], metrics: ['sessions', 'engagementRate'], dateRanges: days }
  const whole = await run('reports.run', { ...input, maxRows: 50_000 })
  t.match(whole.output, { quota: { tokensPerDay: { remaining: Number } }, currencyCode: 'USD' })
  t.ok(
    tableIn(whole).rows.every(
      ({ city, sessions }) => typeof city === 'string' && typeof sessions === 'number',
    ),
  )
  t.equal(whole.next, undefined)
  const pages = []
  let cursor: string | undefined
  do {
    const page = await run('reports.run', {
      ...input,
      maxRows: 8,
      ...(cursor === undefined ? {} : { cursor }),
    })
    pages.push(...tableIn(page).rows)
    cursor = page.next
  } while (cursor !== undefined)
  t.same(pages, tableIn(whole).rows)
})

t.test('more rows than fit into one answer of Google come in one answer of ours', async (t) => {
  const { run } = await start(t)
  const { output, sent } = await run('reports.run', {
    property: property.large,
    dimensions: ['pagePath'],
    metrics: ['screenPageViews'],
    dateRanges: [{ startDate: '2026-10-01', endDate: '2026-10-03' }],
    maxRows: 11_000,
  })
  const { rows } = output as Table
  t.equal(rows.length, 11_000)
  t.equal(new Set(rows.map(({ pagePath }) => pagePath)).size, 11_000, 'none comes twice')
  t.equal(sent.length, 2)
  t.match(sent, [
    { about: { core: property.large }, cost: { coreTokensPerDay: 10 } },
    { about: { core: property.large } },
  ])
})

t.test('names that Google does not know are said to be wrong where they stand', async (t) => {
  const { fails } = await start(t)
  const typo = await fails('reports.run', { dimensions: ['country', 'sesionSource'], metrics: ['sessions'] })
  t.equal(typo.code, 'invalid_input')
  t.match(typo.errors, [{ path: '/dimensions/1', message: /did you mean sessionSource/ }])
  const other = await fails('reports.run', { dimensions: ['sessions'], metrics: ['sessions'] })
  t.match(other.errors, [{ path: '/dimensions/0', message: /is a metric, not a dimension/ }])
  const metric = await fails('reports.batch', {
    requests: [{ metrics: ['sessions'] }, { metrics: ['visits'] }],
  })
  t.match(metric.errors, [{ path: '/requests/1/metrics/0' }])
  const apart = await fails('reports.run', { dimensions: ['itemName', 'country'], metrics: ['sessions'] })
  t.equal(apart.code, 'invalid_input')
  t.match(apart.errors, [{ path: '/dimensions/0', message: /leave it out/ }])
  const minutes = await fails('reports.realtime', { dimensions: ['country', 'pagePath'] })
  t.match(minutes.errors, [{ path: '/dimensions/1', message: /not a dimension of this kind of report$/ }])
  const order = await fails('reports.run', { metrics: ['sessions'], orderBy: [{ field: 'country' }] })
  t.match(order.errors, [{ path: '/orderBy/0/field' }])
  const condition = await fails('reports.run', {
    metrics: ['sessions'],
    dimensionFilter: [{ anyOf: [{ field: 'hour', operator: 'between', values: [1] }] }],
  })
  t.match(condition.errors, [{ path: '/dimensionFilter/0/anyOf/0/values' }])
})

t.test('a property is named by its number', async (t) => {
  const { run, fails } = await start(t)
  for (const wrong of ['G-ABC123', 'UA-1-2', 'properties/311111111', 'shop'])
    t.match(
      (await fails('reports.run', { property: wrong, metrics: ['sessions'] })).errors,
      [{ path: '/property' }],
      wrong,
    )
  const none = await fails('reports.run', { metrics: ['sessions'] }, { config: {} })
  t.match(none, { code: 'invalid_input', errors: [{ path: '/property', message: /is needed/ }] })
  const { output } = await run('metadata.get', {}, { config: {} })
  t.match(output, { property: '0' }, 'what all properties have can be asked for without one')
  t.equal(
    (await fails('reports.run', { property: '399999999', metrics: ['sessions'] })).code,
    'connection_forbidden',
  )
})

t.test('what Google hides in metadata is a warning', async (t) => {
  const { run } = await start(t)
  const codes = async (input: Record<string, unknown>) =>
    (await run('reports.run', input)).warnings.map(({ code }) => code)
  t.same(await codes({ property: property.empty, metrics: ['sessions'] }), ['empty'])
  t.same(
    await codes({ property: property.thresholded, dimensions: ['userGender'], metrics: ['totalUsers'] }),
    ['thresholded'],
  )
  t.same(
    await codes({
      property: property.sampled,
      dimensions: ['pagePath'],
      metrics: ['screenPageViews'],
      dateRanges: [{ startDate: '90daysAgo', endDate: 'yesterday' }],
    }),
    ['sampled', 'other_row'],
  )
  t.same(await codes({ metrics: ['sessions'], dateRanges: days }), [])
})

t.test('more than five reports are sent in several requests, and stay in order', async (t) => {
  const { run } = await start(t)
  const countries = ['Japan', 'Canada', 'Germany', 'France', 'India', 'Brazil', 'Spain']
  const requests = countries.map((value) => ({
    dimensions: ['country'],
    metrics: ['sessions'],
    dateRanges: days,
    dimensionFilter: [{ field: 'country', value }],
  }))
  const { output, sent } = await run('reports.batch', { requests })
  const { reports } = output as { reports: Table[] }
  t.same(
    reports.map(({ rows }) => rows[0]?.['country']),
    countries,
  )
  t.same(
    sent.map(({ cost }) => cost?.['coreTokensPerDay']),
    [50, 20],
  )
})

t.test('what does not go together is found, and what stays', async (t) => {
  const { run } = await start(t)
  const { output } = await run('compatibility.check', {
    dimensions: ['country', 'pagePath', 'itemName'],
    metrics: ['itemRevenue'],
    listAddable: true,
  })
  t.match(output, {
    compatible: false,
    remove: ['pagePath'],
    keep: { dimensions: ['country', 'itemName'], metrics: ['itemRevenue'] },
  })
  const { addable } = output as { addable: { dimensions: string[] } }
  t.ok(addable.dimensions.includes('city') && !addable.dimensions.includes('pageTitle'))
})

t.test('fields are found by what people call them', async (t) => {
  const { run } = await start(t)
  const first = async (query: string) => {
    const { output } = await run('metadata.search', { query, limit: 5 })
    return (output as { fields: Array<{ name: string }> }).fields.map(({ name }) => name)
  }
  t.ok((await first('bounce'))[0] === 'bounceRate')
  t.ok((await first('plant zone')).includes('customEvent:plant_zone'), 'custom ones as well')
  t.ok((await first('contry')).includes('country'), 'misspelled')
  t.equal((await first('session source'))[0], 'sessionSource')
})

t.test('a change is explained to its last session', async (t) => {
  const { run } = await start(t)
  const { output } = await run('insights.drop_attribution', {
    startDate: '2026-10-08',
    endDate: '2026-10-21',
    parts: 3,
  })
  const { total, attributions } = output as {
    total: { delta: number }
    attributions: Array<{ parts: Array<{ delta: number }>; others: { delta: number }; unexplained: number }>
  }
  t.not(total.delta, 0)
  t.equal(attributions.length, 4)
  for (const { parts, others, unexplained } of attributions) {
    t.equal(
      parts.reduce((sum, { delta }) => sum + delta, others.delta + unexplained),
      total.delta,
    )
    t.equal(unexplained, 0, 'each session has one of each')
  }
})

t.test('the span before is as long, and ends where the other begins', async (t) => {
  const { run, fails } = await start(t)
  const spans = async (input: Record<string, unknown>) => {
    const { output } = await run('reports.compare', { metrics: ['sessions'], ...input })
    const { current, previous } = output as Record<
      'current' | 'previous',
      { startDate: string; endDate: string }
    >
    return [current, previous].map(({ startDate, endDate }) => `${startDate} ${endDate}`)
  }
  t.same(await spans({}), ['28daysAgo yesterday', '56daysAgo 29daysAgo'])
  t.same(await spans({ startDate: '2026-03-01', endDate: '2026-03-31' }), [
    '2026-03-01 2026-03-31',
    '2026-01-29 2026-02-28',
  ])
  const mixed = await fails('reports.compare', { startDate: '2026-03-01', endDate: 'yesterday' })
  t.match(mixed.errors, [{ path: '/previousStartDate' }, { path: '/previousEndDate' }])
})

t.test('questions go to the assistant only where that is allowed', async (t) => {
  const { fails, host } = await start(t)
  const before = host.journal.length
  const refused = await fails(
    'chat.ask',
    { question: 'How many?' },
    { config: { propertyId: property.shop } },
  )
  t.equal(refused.code, 'disabled')
  t.same(
    host.journal.slice(before).filter(({ path }) => path.endsWith(':chat')),
    [],
    'nothing is sent',
  )
})

t.test('what is not ready yet is a conflict', async (t) => {
  const { run, fails } = await start(t)
  const { output } = await run('audience-exports.create', { audience: '1', dimensions: ['deviceId'] })
  const { id } = output as { id: string }
  t.match(await fails('audience-exports.query', { id }), { code: 'conflict', retryable: true })
  t.equal((await fails('audience-exports.get', { id: '9' })).code, 'not_found')
})

t.test('assistants are found by site and by channel', async (t) => {
  const { run } = await start(t)
  const { output } = await run('reports.ai_referrals', {
    startDate: '2026-09-01',
    endDate: '2026-10-31',
    maxRows: 1_000,
  })
  const found = new Set((output as Table).rows.map(({ sessionSource }) => sessionSource))
  t.same(found, new Set(['chatgpt.com', 'perplexity.ai', 'gemini.google.com', 'claude.ai']))
})

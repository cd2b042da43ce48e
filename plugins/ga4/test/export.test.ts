import { Problem } from '@patchbay/contract'
import { startEmulator } from '@patchbay/emulator'
import t, { type Test } from 'tap'
import { ga4Emulator } from '../src/emulator/ga4-emulator.ts'
import connector from '../src/index.ts'
import { property } from './support/analytics.ts'
import { call, emulatorTime } from './support/call.ts'

t.setTimeout(120_000)

const input = {
  dimensions: ['date', 'landingPage'],
  metrics: ['sessions'],
  dateRanges: [{ startDate: '2026-09-01', endDate: '2026-10-31' }],
}

const start = async (t: Test, amounts = {}) => {
  const host = await startEmulator(ga4Emulator({ amounts }), { now: () => emulatorTime })
  t.teardown(() => host.close())
  return host
}

t.test('an export is whole, in pages, and goes on after any line', async (t) => {
  const { url } = await start(t)
  const whole = await call(connector, url, 'reports.export', input)
  const { output } = await call(connector, url, 'reports.run', { ...input, maxRows: 1 })
  const { rowCount } = output as { rowCount: number }
  t.ok(rowCount > 2_000)
  t.equal(whole.items.length, rowCount)
  t.equal(new Set(whole.items.map(({ data }) => JSON.stringify(data))).size, rowCount, 'no row comes twice')
  const paged = await call(connector, url, 'reports.export', { ...input, pageSize: 1_000 })
  t.ok(paged.sent.length > 2)
  t.same(paged.items, whole.items)
  for (const place of [0, 999, 1_000, rowCount - 2]) {
    const cursor = whole.items[place]?.cursor ?? ''
    const rest = await call(connector, url, 'reports.export', { ...input, pageSize: 1_000, cursor })
    t.same(rest.items, whole.items.slice(place + 1), `after line ${place + 1}`)
  }
  const some = await call(connector, url, 'reports.export', { ...input, pageSize: 1_000, maxRows: 1_500 })
  t.same(some.items, whole.items.slice(0, 1_500))
})

t.test('a cursor of relative days is good for its day alone', async (t) => {
  const { url } = await start(t)
  const relative = { ...input, dateRanges: [{ startDate: '7daysAgo', endDate: 'yesterday' }] }
  const { items } = await call(connector, url, 'reports.export', relative)
  const cursor = items[3]?.cursor ?? ''
  const tomorrow = emulatorTime + 86_400_000
  const later = call(connector, url, 'reports.export', { ...relative, cursor }, { now: tomorrow })
  await t.rejects(later, { code: 'invalid_input', errors: [{ path: '/cursor' }] })
  const absolute = await call(connector, url, 'reports.export', { ...input, cursor }, { now: tomorrow })
  t.ok(absolute.items.length > 0, 'fixed days do not move')
})

t.test('where little is left of the quota, an export ends early and says so', async (t) => {
  const { url } = await start(t, { tokensPerHour: 2_000 })
  const outcome = await call(connector, url, 'reports.export', { ...input, pageSize: 1_000 })
  t.equal(outcome.isPartial, true)
  t.match(outcome.warnings, [{ code: 'quota_low' }])
  t.ok(outcome.items.length >= 1_000 && outcome.items.length % 1_000 === 0)
})

t.test('a page that does not arrive whole is asked for again', async (t) => {
  const host = await start(t)
  host.inject({ kind: 'malformed', path: '/v1beta/', times: 2 })
  const { items } = await call(connector, host.url, 'reports.export', { ...input, maxRows: 10 })
  t.equal(items.length, 10)
  host.inject({ kind: 'malformed', path: '/v1beta/', times: 3 })
  const failing = call(connector, host.url, 'reports.export', { ...input, maxRows: 10 })
  await t.rejects(failing, { code: 'vendor_error' })
  t.ok(Problem.is(await failing.catch((error: unknown) => error)))
})

t.test('a quarter of a million rows is a matter of pages', async (t) => {
  const { url } = await start(t)
  const { items, sent, warnings } = await call(connector, url, 'reports.export', {
    property: property.large,
    dimensions: ['date', 'pagePath'],
    metrics: ['screenPageViews'],
    dateRanges: [{ startDate: '2026-09-01', endDate: '2026-10-17' }],
    maxRows: 251_000,
  })
  t.equal(items.length, 251_000)
  t.ok(sent.length > 5 && sent.length < 30, `${sent.length} pages, none too large for the runtime`)
  t.same(warnings, [])
  t.equal(items.at(-1)?.cursor, '20261122.251000')
})

t.test('where a page is too large to be taken, fewer rows are asked for', async (t) => {
  const { url } = await start(t)
  const whole = await call(connector, url, 'reports.export', { ...input, maxRows: 3_000 })
  const maxBytes = 100_000
  const outcome = await call(connector, url, 'reports.export', { ...input, maxRows: 3_000 }, { maxBytes })
  t.same(outcome.items, whole.items)
  const limits = outcome.sent.map(({ json }) => Number((json as { limit: string }).limit))
  t.same(limits.slice(0, 4), [3_000, 1_500, 750, limits[3]])
  const hopeless = call(connector, url, 'reports.export', input, { maxBytes: 1_000 })
  await t.rejects(hopeless, { code: 'vendor_error' })
})

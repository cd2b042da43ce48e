import t from 'tap'
import { compare } from '../src/operations/performance-compare.ts'
import { pairs } from '../src/operations/performance-pairs.ts'
import { blog, site, startBing } from './support/bing.ts'
import { run } from './support/run.ts'

const after = { startDate: '2026-10-18', endDate: '2026-11-14' }
const method = (name: string) => `/webmaster/api.svc/json/${name}`

t.test('performance.compare takes the days right before, from one table', async (t) => {
  const bing = await startBing(t)
  const outcome = await run(bing, compare, { siteUrl: site, ...after, limit: 50 })
  t.match(outcome.data, { previousStartDate: '2026-09-20', previousEndDate: '2026-10-17' })
  t.equal(bing.host.journal.length, 1)
  t.equal(outcome.next, '50')
  const { rows } = outcome.data
  t.same(
    rows.map(({ change }) => change.clicks),
    rows.map(({ change }) => change.clicks).toSorted((a, b) => a - b),
  )
  const gains = await run(bing, compare, { siteUrl: site, ...after, order: 'desc', limit: 1 })
  t.ok((gains.data.rows[0]?.change.clicks ?? 0) > (rows[0]?.change.clicks ?? 0))
})

t.test('performance.compare chooses the table that can answer', async (t) => {
  const page = `${site}shop/compost-bin/`
  const cases = [
    [{ dimension: 'page' }, 'GetPageStats'],
    [{ page }, 'GetPageQueryStats'],
    [{ dimension: 'page', query: 'compost bin' }, 'GetQueryPageStats'],
    [{ page, query: 'compost bin' }, 'GetQueryPageDetailStats'],
  ] as const
  for (const [input, name] of cases) {
    const bing = await startBing(t)
    const { data } = await run(bing, compare, { siteUrl: site, ...after, ...input })
    t.equal(bing.host.journal[0]?.path, method(name))
    t.ok(data.rows.length > 0, name)
  }
})

t.test('windows that cannot be are refused, windows without data are told', async (t) => {
  const bing = await startBing(t)
  await t.rejects(run(bing, compare, { siteUrl: site, ...after, previousStartDate: '2026-10-18' }), {
    code: 'invalid_input',
    errors: [{ path: '/previousStartDate' }],
  })
  const { warnings } = await run(bing, compare, { siteUrl: site, ...after, previousEndDate: '2025-01-31' })
  t.match(warnings, [{ code: 'window_outside_data' }])
})

t.test('performance.pairs reads the pages with most clicks', async (t) => {
  const bing = await startBing(t)
  const { data, isPartial } = await run(bing, pairs, { siteUrl: site, ...after, topPages: 3 })
  t.equal(data.pages.length, 3)
  t.equal(data.pages[0], site)
  t.same(data.missing, [])
  t.equal(bing.host.journal.length, 4)
  t.ok(data.rows.every(({ page }) => data.pages.includes(page)))
  t.equal(isPartial, false)
})

t.test('performance.pairs does without some pages, and says which', async (t) => {
  const bing = await startBing(t)
  bing.host.inject({ kind: 'failure', failure: 'unavailable', path: method('GetPageQueryStats'), times: 1 })
  const input = { siteUrl: site, ...after, pages: [`${site}about/`, `${site}contact/`] }
  const outcome = await run(bing, pairs, input)
  t.match(outcome, { isPartial: true, warnings: [{ code: 'vendor_error', path: '/missing' }] })
  t.same([...outcome.data.pages, ...outcome.data.missing].toSorted(), input.pages)
  t.equal(outcome.data.missing.length, 1)

  bing.host.inject({ kind: 'failure', failure: 'rateLimited', path: method('GetPageQueryStats') })
  await t.rejects(run(bing, pairs, input), { code: 'vendor_rate_limited' }, 'of none there is no part')
  await t.rejects(run(bing, pairs, { ...input, pages: [site, blog] }), { errors: [{ path: '/pages/1' }] })
})

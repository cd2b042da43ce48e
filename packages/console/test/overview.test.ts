import t, { type Test } from 'tap'
import type { ConnectorHealth } from '../src/api/connector-health.ts'
import type { Statistics, StatisticsPoint } from '../src/api/statistics.ts'
import { healthOf } from './support/health-of.ts'
import { openBrowser } from './support/open-browser.ts'
import { openPage } from './support/open-page.ts'
import { adminKey, startPatchbay } from './support/start-patchbay.ts'

const url = await startPatchbay(t)
const browser = await openBrowser()
t.teardown(() => browser.close())

const total: StatisticsPoint = {
  calls: 1_234,
  errors: { caller: 4, vendor: 30, patchbay: 0 },
  cacheHits: 100,
  errorRatio: 0.0244,
  p50: 0.087,
  p95: 0.412,
  p99: 1.27,
}
const statistics: Statistics = {
  from: '2026-11-28T10:00:00Z',
  to: '2026-11-28T11:00:00Z',
  step: 60,
  series: [{ connector: 'gsc', total, points: [{ ...total, at: '2026-11-28T10:30:00Z' }] }],
}

/** The overview of connectors that are as the test says, whose questions are counted. */
async function openOverview(t: Test, connectors: readonly ConnectorHealth[]) {
  const { page } = await openPage(t, browser, url, adminKey)
  const shown = { connectors, asked: 0 }
  await page.route('**/v1/health/connectors', (route) => {
    shown.asked += 1
    return route.fulfill({ json: { data: shown.connectors, meta: { requestId: 'one' } } })
  })
  await page.route('**/v1/statistics?*', (route) =>
    route.fulfill({ json: { data: statistics, meta: { requestId: 'two' } } }),
  )
  return { page, shown }
}

t.test('a breaker that opens is seen without doing anything, with what to do', async (t) => {
  const { page, shown } = await openOverview(t, [healthOf({})])
  await page.goto('/app/')
  const card = page.getByRole('article', { name: 'Google Search Console' })
  await card.getByText('ok', { exact: true }).waitFor()
  t.ok(await card.getByText('1,234').isVisible())
  t.ok(await card.getByText('412 ms').isVisible())
  shown.connectors = [
    healthOf({
      status: 'down',
      reasons: [
        {
          code: 'breaker_open',
          status: 'down',
          message: 'Its vendor is left alone.',
          since: '2026-11-28T10:59:00Z',
          advice: 'Wait for a probe.',
        },
      ],
      origins: [{ origin: 'https://searchconsole.googleapis.com', breaker: 'open' }],
    }),
  ]
  await card.getByText('down', { exact: true }).waitFor()
  t.ok(await card.getByText('Its vendor is left alone.').isVisible())
  t.ok(await card.getByText('Wait for a probe.').isVisible())
  t.ok(await card.getByText('open', { exact: true }).isVisible())
})

t.test('figures that cannot be had are missed, and the cards stay', async (t) => {
  const { page } = await openOverview(t, [healthOf({})])
  await page.route('**/v1/statistics?*', (route) =>
    route.fulfill({
      status: 503,
      json: {
        status: 503,
        code: 'overloaded',
        title: 'Overloaded',
        detail: 'Too much to do',
        advice: 'Wait.',
      },
    }),
  )
  await page.goto('/app/')
  await page.getByText('Traffic cannot be shown: Too much to do').waitFor()
  const card = page.getByRole('article', { name: 'Google Search Console' })
  t.ok(await card.getByText('ok', { exact: true }).isVisible())
  t.equal(await card.getByText('1,234').count(), 0)
})

t.test('a tab that nobody looks at asks nothing', async (t) => {
  const { page, shown } = await openOverview(t, [healthOf({})])
  await page.goto('/app/')
  await page.getByRole('article').waitFor()
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  `)
  // What was on its way is answered before it is counted.
  await page.waitForTimeout(500)
  const before = shown.asked
  await page.waitForTimeout(3_000)
  t.equal(shown.asked, before)
  shown.connectors = [healthOf({ status: 'degraded' })]
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  `)
  await page.getByText('degraded', { exact: true }).waitFor()
})

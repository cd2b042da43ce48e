import type { Page } from 'playwright-core'
import t from 'tap'
import type { Breaker } from '../src/api/breakers.ts'
import type { ConnectorHealth } from '../src/api/connector-health.ts'
import { emulatedVendor } from './support/emulated-vendor.ts'
import { openBrowser } from './support/open-browser.ts'
import { openPage } from './support/open-page.ts'
import { adminKey, startPatchbay } from './support/start-patchbay.ts'
import { watchQuestions, type Question } from './support/watch-questions.ts'

const headers = { authorization: `Bearer ${adminKey}` }
// It opens soon, and stays open until somebody closes it.
const url = await startPatchbay(t, {
  PATCHBAY_BREAKER_VOLUME: '4',
  PATCHBAY_BREAKER_RESET: '10m',
  PATCHBAY_VENDOR_ATTEMPTS: '1',
})
const browser = await openBrowser()
t.teardown(() => browser.close())

/** When the page first shows this word by itself, in milliseconds since 1970 by its own clock. */
const whenShown = (page: Page, word: string): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (words.nextNode()) {
        if (words.currentNode.data.trim() !== '${word}') continue
        watch.disconnect()
        resolve(performance.timeOrigin + performance.now())
        return
      }
    }
    const watch = new MutationObserver(look)
    watch.observe(document.body, { subtree: true, childList: true, characterData: true })
  })`)

async function readBreaker(): Promise<Breaker> {
  const answer = await fetch(`${url}/v1/breakers`, { headers })
  const { data } = (await answer.json()) as { data: readonly [Breaker] }
  return data[0]
}

t.test('figures follow the calls without a reload', async (t) => {
  const vendor = await emulatedVendor(t, url)
  const { page, complaints } = await openPage(t, browser, url, adminKey)
  let loads = 0
  page.on('load', () => (loads += 1))
  await page.goto('/app/')
  const card = page.getByRole('article', { name: 'Google Search Console' })
  const bars = (calls: number, failed: number) =>
    card.getByLabel(`Calls in the last hour: ${calls}, of which ${failed} failed`)
  await bars(0, 0).waitFor()
  for (let call = 0; call < 7; call += 1) t.equal(await vendor.call(), 'ok')
  await bars(7, 0).waitFor()
  t.ok(await card.getByText('7', { exact: true }).isVisible())
  await vendor.fail({ kind: 'status', status: 500 })
  t.match(await vendor.call(), /^vendor_/)
  await bars(8, 1).waitFor()
  t.ok(await card.getByText('12.5%').isVisible())
  t.equal(loads, 1)
  t.strictSame(complaints, [])
})

t.test('both pages ask at least once a second, by the clock of the page', async (t) => {
  for (const [path, asked] of [
    ['/app/', '/v1/health/connectors'],
    ['/app/breakers', '/v1/breakers'],
  ] as const) {
    const { page } = await openPage(t, browser, url, adminKey)
    await page.clock.install()
    const isAsked = () =>
      page.waitForResponse((answer) => new URL(answer.url()).pathname === asked && answer.ok())
    const first = isAsked()
    await page.goto(path)
    await first
    await page.getByText('closed', { exact: true }).first().waitFor()
    // Time passes there only by these steps.
    await page.clock.pauseAt(Date.now() + 60_000)
    for (let second = 0; second < 5; second += 1) {
      const again = isAsked()
      await page.clock.runFor(1_000)
      await again
    }
    t.pass(path)
  }
})

t.test('a breaker that opens is on both pages with their next question, or the one after it', async (t) => {
  const vendor = await emulatedVendor(t, url)
  const [overview, breakers] = await Promise.all(
    ['/app/', '/app/breakers'].map(async (path) => {
      const { page } = await openPage(t, browser, url, adminKey)
      await page.goto(path)
      await page.getByText('closed', { exact: true }).first().waitFor()
      return page
    }),
  )
  if (overview === undefined || breakers === undefined) throw new Error('No pages were opened.')
  const healths = watchQuestions<readonly ConnectorHealth[]>(overview, '/v1/health/connectors')
  const lists = watchQuestions<readonly Breaker[]>(breakers, '/v1/breakers')
  const shown = Promise.all([whenShown(overview, 'open'), whenShown(breakers, 'open')])

  await vendor.fail({ kind: 'status', status: 503 })
  const codes: string[] = []
  while (codes.length < 20 && (await readBreaker()).state === 'closed') codes.push(await vendor.call())
  t.match(codes.at(-1), /^vendor_/)
  t.equal(await vendor.call(), 'circuit_open')

  const openedAt = Date.parse((await readBreaker()).since)
  const shownAt = await shown
  t.comment(
    `shown after ${shownAt.map((at) => Math.round(at - openedAt)).join(' and ')} ms: overview and breakers`,
  )
  // What was asked before may have been told in time; of what was asked since, one answer may be from before.
  const late = <T>(questions: ReadonlyArray<Question<T>>, isOpen: (data: T) => boolean): number =>
    questions.filter(({ askedAt, data }) => askedAt >= openedAt && !isOpen(data)).length
  t.ok(late(healths, (data) => data[0]?.origins[0]?.breaker === 'open') <= 1, 'the overview is told')
  t.equal(
    late(lists, (data) => data[0]?.state === 'open'),
    0,
    'the page of breakers is told',
  )
  const card = overview.getByRole('article', { name: 'Google Search Console' })
  t.ok(await card.getByText('down', { exact: true }).isVisible())

  await vendor.recover()
  const { id } = await readBreaker()
  const closed = await fetch(`${url}/v1/breakers/${encodeURIComponent(id)}/close`, {
    method: 'POST',
    headers,
  })
  t.equal(closed.status, 200)
  await Promise.all(
    [overview, breakers].map((page) => page.getByText('closed', { exact: true }).first().waitFor()),
  )
  t.equal(await vendor.call(), 'ok')
})

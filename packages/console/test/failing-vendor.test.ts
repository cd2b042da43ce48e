import t from 'tap'
import { emulatedVendor, type Fault } from './support/emulated-vendor.ts'
import { openBrowser } from './support/open-browser.ts'
import { openPage } from './support/open-page.ts'
import { adminKey, startPatchbay } from './support/start-patchbay.ts'

const url = await startPatchbay(t, {
  PATCHBAY_CALL_TIMEOUT_MAX: '1s',
  PATCHBAY_VENDOR_ATTEMPTS: '1',
  PATCHBAY_BREAKER_VOLUME: '1000',
})
const browser = await openBrowser()
t.teardown(() => browser.close())

/** What the vendor does, and what the API calls it. */
const faults: ReadonlyArray<readonly [what: string, fault: Fault, code: string]> = [
  ['does not answer', { kind: 'hang' }, 'vendor_timeout'],
  ['answers 403', { kind: 'failure', failure: 'forbidden' }, 'connection_forbidden'],
  ['breaks off', { kind: 'reset' }, 'vendor_error'],
  ['answers what is no JSON', { kind: 'malformed' }, 'vendor_error'],
  ['answers 401', { kind: 'status', status: 401 }, 'connection_unauthorized'],
]

for (const [what, fault, code] of faults) {
  t.test(`a vendor that ${what} breaks no page, and signs nobody out`, async (t) => {
    const vendor = await emulatedVendor(t, url)
    t.equal(await vendor.call(), 'ok', 'its token is known')
    await vendor.fail(fault)
    const { page, complaints } = await openPage(t, browser, url, adminKey)
    await page.goto('/app/explorer/gsc/sites.list')
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/sites.list'))
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    const answer = await answered
    const problem = (await answer.json()) as { code: string; detail: string }
    t.equal(problem.code, code)
    const alert = page.getByRole('alert').filter({ hasText: code })
    await alert.waitFor()
    t.ok(await alert.getByText(problem.detail).isVisible(), 'it says what is wrong')

    t.match(page.url(), /explorer\/gsc\/sites\.list$/, 'nobody is led to the sign-in')
    t.equal((await page.request.get('/v1/session')).status(), 200)
    for (const [path, title] of [
      ['/app/', 'Overview'],
      ['/app/connections/gsc-emulator', 'gsc-emulator'],
    ] as const) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
    }
    t.strictSame(complaints, [])
  })
}

t.test('once it is well again, so is the page', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/explorer/gsc/sites.list')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('heading', { name: 'Answer' }).waitFor()
  t.equal(await page.getByRole('alert').count(), 0)
})

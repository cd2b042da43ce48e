import { AxeBuilder } from '@axe-core/playwright'
import t from 'tap'
import { openBrowser } from './support/open-browser.ts'
import { openPage } from './support/open-page.ts'
import { adminKey, startPatchbay } from './support/start-patchbay.ts'

const pages = [
  ['/app/', 'Overview'],
  ['/app/metrics', 'Metrics'],
  ['/app/errors', 'Errors'],
  ['/app/alerts', 'Objectives and alerts'],
  ['/app/alerts?view=objectives', 'Objectives and alerts'],
  ['/app/alerts?view=silences', 'Objectives and alerts'],
  ['/app/settings/alerts', 'Who is told of alerts'],
  ['/app/limits', 'Limits'],
  ['/app/breakers', 'Breakers'],
] as const

const url = await startPatchbay(t)
const browser = await openBrowser()
t.teardown(() => browser.close())

for (const [kind, viewport] of Object.entries({
  desk: { width: 1440, height: 900 },
  phone: { width: 360, height: 740 },
})) {
  t.test(`the pages can be used by everybody, at the ${kind}`, async (t) => {
    const colorScheme = kind === 'phone' ? 'dark' : 'light'
    const { page, complaints } = await openPage(t, browser, url, adminKey, { viewport, colorScheme })
    for (const [path, title] of pages) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
      const wider = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      t.equal(wider, 0, `${path} is not wider than the window`)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      t.strictSame(
        grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        [],
        path,
      )
    }
    t.strictSame(complaints, [])
  })
}

t.test('whatever fails, the page stays and says what to do', async (t) => {
  const { page, complaints } = await openPage(t, browser, url, adminKey)
  await page.route(
    (asked) => asked.pathname.startsWith('/v1/') && !asked.pathname.startsWith('/v1/session'),
    (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        json: {
          status: 503,
          code: 'state_unavailable',
          title: 'The store is away',
          detail: 'The store does not answer.',
          advice: 'Try again in a moment.',
        },
      }),
  )
  for (const [path, title] of pages) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByText('Try again in a moment.').first().waitFor()
    t.ok(await page.getByRole('link', { name: 'Breakers', exact: true }).first().isVisible(), path)
  }
  t.strictSame(complaints, [])
})

t.test('an operator opens and closes a breaker, after being asked', async (t) => {
  const { page, complaints } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/breakers')
  await page.getByRole('button', { name: 'Open the breaker of gsc' }).first().click()
  await page.getByRole('dialog').getByText('will be refused at once').waitFor()
  t.equal(await page.getByText('isolated').count(), 0, 'nothing happens before it is confirmed')
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.getByRole('cell', { name: 'isolated' }).waitFor()
  await page.getByRole('button', { name: 'Close the breaker of gsc' }).click()
  await page.getByRole('button', { name: 'Close it' }).click()
  await page.getByRole('cell', { name: 'isolated' }).waitFor({ state: 'detached' })
  t.strictSame(complaints, [], 'no style is refused when a dialog opens')
})

t.test('a target of an objective is changed and taken back', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/alerts?view=objectives')
  const change = page.getByRole('button', { name: 'Change the target of gsc:availability' })
  await change.click()
  await page.getByRole('dialog').getByLabel('Target').fill('97.25')
  await page.keyboard.press('Enter')
  await page.getByText('97.25% of calls do not fail').waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await change.click()
  await page.getByText('Go back to what the connector declares').click()
  await page.getByText('97.25% of calls do not fail').first().waitFor({ state: 'detached' })
  t.equal(await page.getByText('by your tenant').count(), 0)
})

t.test('a silence is made and ended', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/alerts?view=silences')
  await page.getByRole('button', { name: 'Silence alerts' }).click()
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Silence' })
  t.ok(await confirm.isDisabled(), 'it needs a reason')
  await page.getByLabel('Why').fill('Maintenance of the vendor')
  await confirm.click()
  await page.getByRole('cell', { name: 'Maintenance of the vendor' }).waitFor()
  await page.getByRole('button', { name: 'End now' }).click()
  await page.getByText('Nothing is silenced').waitFor()
})

t.test('who lacks a permission sees what it is, and changes nothing', async (t) => {
  const made = await fetch(`${url}/v1/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'a viewer', role: 'viewer' }),
  })
  const { data } = (await made.json()) as { data: { key: string } }
  const { page } = await openPage(t, browser, url, data.key)
  const changes: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') changes.push(request.url())
  })
  await page.goto('/app/breakers')
  const button = page.getByRole('button', { name: 'Open the breaker of gsc' }).first()
  await button.focus()
  await page.getByRole('tooltip').getByText('operations.write').waitFor()
  await page.keyboard.press('Enter')
  t.equal(await page.getByRole('dialog').count(), 0)
  t.strictSame(changes, [])
})

t.test('the range of time is in the address', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/metrics?range=7d')
  t.ok(await page.getByRole('radio', { name: '7 d' }).isChecked())
  await page.getByText('15 m', { exact: true }).click()
  await page.waitForURL(/range=15m/)
  await page.goBack()
  await page.waitForURL(/range=7d/)
  t.ok(await page.getByRole('radio', { name: '7 d' }).isChecked())
})

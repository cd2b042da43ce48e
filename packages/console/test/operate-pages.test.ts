import t from 'tap'
import { holdPages, holdPagesWhileAllFails } from './support/hold-pages.ts'
import { makeViewer } from './support/make-viewer.ts'
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

holdPages({ browser, url, pages })

holdPagesWhileAllFails({ browser, url, pages })

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
  const { page } = await openPage(t, browser, url, await makeViewer(url))
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

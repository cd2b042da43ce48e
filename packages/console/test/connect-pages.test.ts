import t from 'tap'
import { holdPages, holdPagesWhileAllFails } from './support/hold-pages.ts'
import { makeViewer } from './support/make-viewer.ts'
import { openBrowser } from './support/open-browser.ts'
import { openPage } from './support/open-page.ts'
import { adminKey, startPatchbay } from './support/start-patchbay.ts'

const pages = [
  ['/app/start', 'Getting started'],
  ['/app/connections', 'Connections'],
  ['/app/connections/new', 'Connect an account'],
  ['/app/connections/new?connector=gsc', 'Connect an account'],
  ['/app/connections/of-a-person', 'of-a-person'],
] as const

const url = await startPatchbay(t)
const browser = await openBrowser()
t.teardown(() => browser.close())

const asAdmin = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }
const post = (path: string, body: object): Promise<Response> =>
  fetch(url + path, { method: 'POST', headers: asAdmin, body: JSON.stringify(body) })

t.test('a connection to an emulator is checked', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/connections')
  await page.getByRole('button', { name: /^Check now: / }).click()
  await page.getByText(/ works$/).waitFor()
  t.equal(await page.getByRole('button', { name: /^Remove / }).count(), 0, 'it is not ours to remove')
})

t.test('a connection waits for a person', async (t) => {
  const made = await post('/v1/connections', {
    id: 'of-a-person',
    connector: 'gsc',
    auth: 'oauth',
    credentials: { clientId: 'a-client', clientSecret: 'the-secret-of-a-client' },
  })
  t.equal(made.status, 201)
})

holdPages({ browser, url, pages })

holdPagesWhileAllFails({ browser, url, pages })

t.test('an account is connected, and what is wrong is told at its field', async (t) => {
  const { page, complaints } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/connections')
  await page.getByRole('button', { name: 'Connect an account' }).click()
  await page.getByRole('combobox', { name: 'Connector' }).click()
  await page.getByRole('option', { name: 'Google Search Console' }).click()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByText('This is required.').first().waitFor()
  const id = page.getByRole('textbox', { name: 'Id', exact: true })
  t.equal(await id.getAttribute('aria-invalid'), 'true')
  await page.keyboard.type('main-site')
  t.equal(await id.inputValue(), 'main-site', 'the first wrong field has the focus')

  await page.getByRole('combobox', { name: 'Authentication' }).click()
  await page.getByRole('option', { name: 'Refresh token of a person' }).click()
  await page.getByRole('textbox', { name: 'Client id' }).fill('a-client')
  await page.getByLabel('Client secret').first().fill('the-secret-of-a-client')
  await page.getByLabel('Refresh token', { exact: false }).first().fill('a-refresh-token-of-a-person')
  const project = page.getByRole('textbox', { name: 'Quota project' })
  await project.fill('NO PROJECT')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByText('It was not connected').waitFor()
  t.equal(await project.getAttribute('aria-invalid'), 'true', 'the server refuses it, at its field')

  await project.fill('a-project')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'main-site' }).waitFor()
  await page.getByText('a-project').waitFor()

  await page.getByRole('button', { name: 'Change the settings' }).click()
  await page.getByRole('dialog').getByLabel('Quota project').fill('another-project')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('another-project').waitFor()

  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('dialog').getByText('Calls over it are refused').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click()
  await page.getByText('It is paused').waitFor()

  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor()
  await page.getByRole('link', { name: 'main-site' }).waitFor({ state: 'detached' })
  t.strictSame(complaints, [])
})

t.test('a person is led to the vendor', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/connections/of-a-person')
  await page.getByText('Nobody has authorized it at the vendor yet.').first().waitFor()
  await page.getByRole('button', { name: 'Authorize at the vendor' }).click()
  const link = page.getByRole('link', { name: 'Go to the vendor and agree' })
  t.match(await link.getAttribute('href'), '/v1/oauth/start?ticket=')
})

t.test('who may not write is told so, and writes nothing', async (t) => {
  const { page } = await openPage(t, browser, url, await makeViewer(url))
  const changes: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') changes.push(request.url())
  })
  await page.goto('/app/connections/of-a-person')
  const button = page.getByRole('button', { name: 'Enter other credentials' })
  await button.focus()
  await page.getByRole('tooltip').getByText('connections.write').waitFor()
  await page.keyboard.press('Enter')
  t.equal(await page.getByRole('dialog').count(), 0)
  await page.goto('/app/connections/new?connector=gsc')
  await page.getByRole('textbox', { name: 'Id', exact: true }).fill('mine')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Connect', exact: true }).focus()
  await page.getByRole('tooltip').getByText('connections.write').waitFor()
  t.strictSame(changes, [])
})

t.test('the first steps have ticks once they are done', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/start')
  await page.getByRole('heading', { name: 'See what runs (done)' }).waitFor()
  await page.getByRole('heading', { name: 'Let an agent use it', exact: true }).waitFor()
  t.match(await page.getByRole('region', { name: 'A call with curl' }).textContent(), `curl '${url}/v1/`)
  t.match(await page.getByRole('region', { name: '.mcp.json' }).textContent(), `"url": "${url}/mcp"`)
})

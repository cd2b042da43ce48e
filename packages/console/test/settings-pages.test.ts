import t from 'tap'
import { holdPagesWhileAllFails } from './support/hold-pages.ts'
import { makeViewer } from './support/make-viewer.ts'
import { openBrowser } from './support/open-browser.ts'
import { openPage } from './support/open-page.ts'
import { adminKey, startPatchbay } from './support/start-patchbay.ts'

const pages = [
  ['/app/settings/connectors', 'Connectors'],
  ['/app/settings/keys', 'API keys'],
  ['/app/settings/flags', 'Flags'],
  ['/app/settings/sessions', 'Sessions'],
  ['/app/settings/tenants', 'Tenants'],
  ['/app/audit', 'Audit'],
  ['/app/agents', 'Toolsets for agents'],
  ['/app/agents?view=tools', 'Toolsets for agents'],
] as const

const url = await startPatchbay(t)
const browser = await openBrowser()
t.teardown(() => browser.close())

holdPagesWhileAllFails({ browser, url, pages })

t.test('settings begin with the connectors, and lead to the others', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/settings')
  await page.waitForURL(/settings\/connectors$/)
  await page.getByRole('link', { name: /operations of gsc/ }).waitFor()
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('link', { name: 'Alert targets' })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Who is told of alerts' }).waitFor()
  t.match(page.url(), /settings\/alerts$/)
})

t.test('a key is made, works, and is revoked; the audit says so', async (t) => {
  const { page, complaints } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/settings/keys')
  await page.getByRole('button', { name: 'Create a key' }).click()
  const dialog = page.getByRole('dialog')
  t.ok(await dialog.getByRole('button', { name: 'Create it' }).isDisabled(), 'it needs a name')
  await dialog.getByLabel('Name').fill('made in the browser')
  await dialog.getByRole('button', { name: 'Create it' }).click()
  const shown = page.getByRole('status').filter({ hasText: 'it is not shown again' })
  const key = await shown.locator('code').innerText()
  const ask = () => fetch(`${url}/v1/me`, { headers: { authorization: `Bearer ${key}` } })
  t.equal((await ask()).status, 200)
  await shown.getByRole('button', { name: 'I have taken it' }).click()
  t.equal(await page.getByText(key).count(), 0, 'the key is gone from the page')
  await page.getByRole('button', { name: 'Revoke made in the browser' }).click()
  t.equal((await ask()).status, 200, 'nothing happens before it is confirmed')
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await page.getByRole('cell', { name: 'revoked' }).waitFor()
  t.equal((await ask()).status, 401)

  await page.goto('/app/audit')
  await page.getByLabel('Action').fill('key.revoke')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.waitForURL(/action=key.revoke/)
  await page.getByRole('cell', { name: 'key.create' }).first().waitFor({ state: 'detached' })
  await page
    .getByRole('button', { name: /^Show entry/ })
    .first()
    .click()
  await page.getByRole('dialog').getByText('key.revoke').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Verify' }).click()
  await page.getByText('The audit is intact').waitFor()
  t.strictSame(complaints, [])
})

t.test('a key is held to addresses and operations, and gets another text', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/settings/keys')
  await page.getByRole('button', { name: 'Create a key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('held')
  await dialog.getByLabel('Operations').first().fill('gsc/sites.list')
  await dialog.getByLabel('Operations').first().press('Enter')
  await dialog.getByLabel('Addresses').first().fill('everywhere')
  await dialog.getByLabel('Addresses').first().press('Enter')
  await dialog.getByRole('button', { name: 'Create it' }).click()
  await dialog.getByText('must be an address or a network such as 10.0.0.0/8').first().waitFor()
  t.equal(await dialog.getByLabel('Addresses').first().getAttribute('aria-invalid'), 'true')
  await dialog.getByLabel('Addresses').first().press('Backspace')
  await dialog.getByLabel('Addresses').first().fill('127.0.0.0/8')
  await dialog.getByRole('button', { name: 'Create it' }).click()
  const shown = page.getByRole('status').filter({ hasText: 'it is not shown again' })
  const first = await shown.locator('code').innerText()
  const ask = async (key: string, path = '/v1/me') =>
    (await fetch(url + path, { headers: { authorization: `Bearer ${key}` } })).status
  t.equal(await ask(first, '/v1/connectors/gsc/sites.list'), 200)
  t.equal(await ask(first, '/v1/connectors/gsc/sitemaps.list?siteUrl=sc-domain:example.com'), 403)
  await page.getByText('from 127.0.0.0/8').waitFor()

  await page.getByRole('button', { name: 'Rotate held' }).click()
  await dialog.getByLabel('The text before stays valid for').click()
  await page.getByRole('option', { name: 'No time at all' }).click()
  await dialog.getByRole('button', { name: 'Rotate it' }).click()
  await dialog.waitFor({ state: 'detached' })
  const second = await shown.locator('code').innerText()
  t.not(second, first)
  t.equal(await ask(second), 200)
  t.equal(await ask(first), 401)
})

t.test('a toolset is changed, unless somebody else has changed it', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }
  const put = (body: object, more = {}) =>
    fetch(`${url}/v1/toolsets/shared`, {
      method: 'PUT',
      headers: { ...headers, ...more },
      body: JSON.stringify(body),
    })
  t.equal((await put({ title: 'Shared', patterns: ['gsc/sites.list'] })).status, 200)
  await page.goto('/app/agents')
  await page.getByRole('button', { name: 'Change shared' }).click()
  const dialog = page.getByRole('dialog')
  t.equal(await dialog.getByLabel('Operations').inputValue(), 'gsc/sites.list')
  await dialog.getByLabel('Title').fill('Shared by all')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Shared by all').waitFor()

  await page.getByRole('button', { name: 'Change shared' }).click()
  await dialog.getByLabel('Title').fill('Too late')
  const other = { title: 'Of somebody else', patterns: ['gsc/*'] }
  t.equal((await put(other, { 'if-match': '"2"' })).status, 200)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByRole('alert').getByText('precondition_failed').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Of somebody else').waitFor()
  await page.getByRole('button', { name: 'Remove shared' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByRole('button', { name: 'Remove shared' }).waitFor({ state: 'detached' })
})

t.test('a toolset is made and removed', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/agents')
  await page.getByRole('button', { name: 'Add a toolset' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title').fill('What I need')
  await dialog.getByLabel('Name').fill('my-tools')
  await dialog.getByLabel('Operations').fill('gsc/sites.list')
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await page.getByRole('button', { name: 'Show what is in my-tools' }).click()
  t.equal(await dialog.getByRole('link', { name: 'gsc/sites.list' }).count(), 1)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Remove my-tools' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByRole('button', { name: 'Remove my-tools' }).waitFor({ state: 'detached' })
})

t.test('a flag is switched off for the tenant, and its rule removed', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/settings/flags')
  await page.getByRole('button', { name: 'Switch off writes' }).click()
  await page.getByRole('dialog').getByLabel('Why').fill('The vendor is being moved')
  await page.getByRole('button', { name: 'Switch off', exact: true }).click()
  await page.getByRole('button', { name: 'Switch on writes' }).waitFor()
  t.equal(await page.getByText('The vendor is being moved').count(), 1)
  await page.getByRole('button', { name: /^Remove the rule .* of writes$/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Switch off writes' }).waitFor()
})

t.test('a rule is about one connector, for a share, and can be changed', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/settings/flags')
  await page.getByRole('button', { name: 'Add a rule of writes' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Connector').first().click()
  await page.getByRole('option', { name: 'gsc' }).click()
  await dialog.getByText('About calls of gsc, of default.').waitFor()
  await dialog.getByLabel('For so many percent').fill('25')
  await dialog.getByLabel('Why').fill('A quarter first')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('for 25% of tenants').waitFor()
  await page.getByRole('button', { name: 'Change the rule default:gsc:* of writes' }).click()
  await dialog.getByRole('switch', { name: /^Kill switch/ }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('cell', { name: 'killed' }).waitFor()
  t.equal(await page.getByText('for 25% of tenants').count(), 1, 'the rest stays as it was')
  await page.getByRole('button', { name: 'Remove the rule default:gsc:* of writes' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('A quarter first').waitFor({ state: 'detached' })
})

t.test('a tenant is made, suspended and let in again', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/settings/tenants')
  await page.getByRole('button', { name: 'Create a tenant' }).click()
  await page.getByRole('dialog').getByLabel('Title').fill('Acme')
  await page.getByRole('dialog').getByLabel('Id').fill('acme')
  await page.getByRole('button', { name: 'Create it' }).click()
  await page.getByRole('button', { name: 'Suspend acme' }).click()
  await page.getByRole('button', { name: 'Suspend it' }).click()
  await page.getByRole('cell', { name: 'suspended' }).waitFor()
  await page.getByRole('button', { name: 'Reactivate acme' }).click()
  await page.getByRole('button', { name: 'Reactivate it' }).click()
  await page.getByRole('button', { name: 'Suspend acme' }).waitFor()
  t.equal(await page.getByRole('cell', { name: 'suspended' }).count(), 0)
})

t.test('whoever ends the session of this browser is signed out', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/settings/sessions')
  await page.getByRole('button', { name: 'End this session' }).click()
  await page.getByRole('button', { name: 'End it' }).click()
  await page.waitForURL(/sign-in/)
  t.pass('the sign-in is shown')
})

t.test('who lacks a permission sees what it is, and changes nothing', async (t) => {
  const { page } = await openPage(t, browser, url, await makeViewer(url))
  const changes: string[] = []
  const refused: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') changes.push(request.url())
  })
  page.on('response', (response) => {
    if (response.status() === 403) refused.push(response.url())
  })
  const lacking = [
    ['/app/settings/keys', 'Create a key', 'keys.write'],
    ['/app/settings/flags', 'Switch off writes', 'flags.write'],
    ['/app/settings/tenants', 'Create a tenant', 'tenants.manage'],
    ['/app/agents', 'Add a toolset', 'toolsets.write'],
  ] as const
  for (const [path, action, permission] of lacking) {
    await page.goto(path)
    await page.getByRole('button', { name: action }).focus()
    await page.getByRole('tooltip').getByText(permission).waitFor()
    await page.keyboard.press('Enter')
    t.equal(await page.getByRole('dialog').count(), 0, path)
  }
  await page.goto('/app/audit')
  await page.getByText('The audit can be seen by who has the permission').waitFor()
  t.strictSame(changes, [])
  t.strictSame(refused, [], 'nothing is asked that is not permitted')
})

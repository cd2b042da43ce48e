import t from 'tap'
import { clientId, clientSecret, freePort, startIdentityProvider } from '@patchbay/test-servers'
import { holdLook } from './support/hold-look.ts'
import { openBrowser } from './support/open-browser.ts'
import { openPage } from './support/open-page.ts'
import { adminKey, startPatchbay } from './support/start-patchbay.ts'

// The whole way of a person: from the console to a vendor with OAuth 2, and back.

const provider = await startIdentityProvider()
t.teardown(() => provider.close())
const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const url = await startPatchbay(t, {
  PORT: String(port),
  PATCHBAY_CONNECTORS: './packages/runtime/test/fixtures/connectors/account',
  PATCHBAY_PUBLIC_URL: origin,
  PATCHBAY_RETURN_ORIGINS: origin,
  PATCHBAY_EGRESS_ALLOW: provider.origin,
  USE_MOCK_DATA: 'false',
})
provider.redirectUris = [`${origin}/v1/oauth/callback`]
const browser = await openBrowser()
t.teardown(() => browser.close())

const connect = async (id: string): Promise<void> => {
  const { status } = await fetch(`${url}/v1/connections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      id,
      connector: 'account',
      auth: 'person',
      credentials: { clientId, clientSecret },
      origins: { api: provider.origin, login: provider.origin },
    }),
  })
  if (status !== 201) throw new Error(`No connection was made: ${status}`)
}

t.test('a person agrees at the vendor, and is led back to a connection that works', async (t) => {
  await connect('agreed')
  const { page, complaints } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/connections/agreed')
  await page.getByRole('button', { name: 'Authorize at the vendor' }).click()
  await page.getByRole('status').getByText('It is authorized').waitFor()
  t.equal(new URL(page.url()).pathname, '/app/connections/agreed')
  await holdLook(t, page, 'what came of it')
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText(/ works$/).waitFor()
  await page.getByRole('status').getByRole('button', { name: 'Close' }).click()
  t.equal(new URL(page.url()).search, '', 'what is said once is not in the address any more')
  t.strictSame(complaints, [])
})

t.test('a vendor that gives nothing leaves the connection as it was, and the page says so', async (t) => {
  await connect('refused')
  provider.isAway = 10
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/connections/refused')
  await page.getByRole('button', { name: 'Authorize at the vendor' }).click()
  await page.getByRole('status').getByText('It was not authorized').waitFor()
  await page.getByText('Nobody has authorized it at the vendor yet.').first().waitFor()
  provider.isAway = 0
  await page.getByRole('button', { name: 'Authorize at the vendor' }).click()
  await page.getByRole('status').getByText('It is authorized').waitFor()
})

import t from 'tap'
import { makeViewer } from './support/make-viewer.ts'
import { openBrowser } from './support/open-browser.ts'
import { openPage } from './support/open-page.ts'
import { adminKey, startPatchbay } from './support/start-patchbay.ts'

const url = await startPatchbay(t)
const browser = await openBrowser()
t.teardown(() => browser.close())

t.test(
  'a wrong key opens nothing and is told so; the right one leads to where one wanted to go',
  async (t) => {
    const context = await browser.newContext({ locale: 'en-US', baseURL: url })
    t.teardown(() => context.close())
    const page = await context.newPage()
    await page.goto('/app/breakers')
    await page.waitForURL(/sign-in/)
    await page.getByLabel('API key').fill('pb_live_a-key-that-nobody-has-given-to-anybody')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This key is not valid').waitFor()
    t.match(page.url(), /sign-in/)
    t.strictSame(await context.cookies(), [], 'there is no session')
    t.equal((await page.request.get('/v1/breakers')).status(), 401)

    await page.getByLabel('API key').fill(adminKey)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(/app\/breakers$/)
    await page.getByRole('heading', { level: 1, name: 'Breakers' }).waitFor()
    t.equal((await page.request.get('/v1/breakers')).status(), 200)
  },
)

t.test('the session of a viewer cannot write, whatever a page would send', async (t) => {
  const { page } = await openPage(t, browser, url, await makeViewer(url))
  await page.goto('/app/breakers')
  await page.getByRole('heading', { level: 1, name: 'Breakers' }).waitFor()
  const writes = [
    ['POST', '/v1/keys', { name: 'mine', role: 'admin' }],
    ['PUT', '/v1/flags/writes/rules/mine', { value: false }],
    ['PUT', '/v1/toolsets/mine', { title: 'Mine', operations: ['gsc/*'] }],
    ['POST', '/v1/breakers/gsc/open', {}],
    ['DELETE', '/v1/connections/gsc-emulator', undefined],
  ] as const
  for (const [method, path, body] of writes) {
    const status = await page.evaluate<number>(`fetch(${JSON.stringify(path)}, {
      method: '${method}',
      headers: { 'patchbay-console': '1', 'content-type': 'application/json' },
      body: ${JSON.stringify(body === undefined ? null : JSON.stringify(body))},
    }).then(({ status }) => status)`)
    t.equal(status, 403, `${method} ${path}`)
  }
})

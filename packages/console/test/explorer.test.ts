import t from 'tap'
import { holdLook } from './support/hold-look.ts'
import { openBrowser } from './support/open-browser.ts'
import { openPage } from './support/open-page.ts'
import { adminKey, startPatchbay } from './support/start-patchbay.ts'
import { windows } from './support/windows.ts'

interface ToolCall {
  readonly method: string
  readonly params: { readonly name: string }
}

const url = await startPatchbay(t)
const browser = await openBrowser()
t.teardown(() => browser.close())

for (const { kind, ...window } of windows) {
  t.test(`an operation is called by its example, at the ${kind}`, async (t) => {
    const { page, complaints } = await openPage(t, browser, url, adminKey, window)
    await page.goto('/app/explorer/gsc/search-analytics.query')
    await page.getByRole('button', { name: 'Fill in the example' }).click()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('heading', { name: 'Answer' }).waitFor()
    t.match(await page.getByRole('region', { name: 'Meta' }).textContent(), 'requestId')
    await page.getByText(/ in all, .* of it at the vendor\./).waitFor()
    await page.getByText(/^Cache: (miss|hit)$/).waitFor()
    await holdLook(t, page, 'the explorer')
    t.strictSame(complaints, [])
  })
}

t.test('what is required is asked for before anything is sent', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.goto('/app/explorer/gsc/urls.inspect')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByText('This is required.').first().waitFor()
  t.equal(await page.getByRole('heading', { name: 'Answer' }).count(), 0)
})

t.test('a failure says where its time went as well', async (t) => {
  const { page } = await openPage(t, browser, url, adminKey)
  await page.route('**/v1/connectors/gsc/sites.list', (route) =>
    route.fulfill({
      status: 503,
      headers: {
        'content-type': 'application/problem+json',
        'server-timing':
          'total;dur=640, breaker;desc="refused", limits;start=2;dur=30, attempt;start=40;dur=200;desc="1: 503", pause;start=245;dur=90;desc="vendor_error", attempt;start=340;dur=290;desc="2: vendor_timeout"',
      },
      json: { status: 503, code: 'vendor_timeout', title: 'The vendor took too long', retryable: true },
    }),
  )
  await page.goto('/app/explorer/gsc/sites.list')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByText('640 ms in all, 490 ms of it at the vendor.').waitFor()
  await page.getByText('Breaker: refused').waitFor()
  const parts = page.getByRole('table', { name: 'Parts of the call' }).getByRole('row')
  t.match(
    (await parts.allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ')),
    [
      /Part/,
      /Wait for a limit.*30 ms/,
      /Attempt 1: 503.*200 ms/,
      /Pause \(vendor_error\)/,
      /Attempt 2: vendor_timeout/,
    ],
  )
  await holdLook(t, page, 'a failed call')
})

t.test('what is filled in is not folded away, and can be copied as the call of a tool', async (t) => {
  const permissions = ['clipboard-read', 'clipboard-write']
  const { page } = await openPage(t, browser, url, adminKey, { permissions })
  await page.goto('/app/explorer/gsc/search-analytics.query')
  await page.getByRole('button', { name: 'Fill in the example' }).click()
  await page.getByRole('button', { name: 'Fewer fields' }).waitFor()
  await page.getByRole('button', { name: 'Copy as' }).click()
  await page.getByRole('menuitem', { name: 'MCP tools/call' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const message = JSON.parse(await page.evaluate<string>('navigator.clipboard.readText()')) as ToolCall
  // Who sends a message says in it which revision it speaks, and names the tool to what only routes it.
  const revision = '2026-07-28'
  const answer = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${adminKey}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': revision,
      'mcp-method': message.method,
      'mcp-name': message.params.name,
    },
    body: JSON.stringify({
      ...message,
      params: {
        ...message.params,
        _meta: {
          'io.modelcontextprotocol/protocolVersion': revision,
          'io.modelcontextprotocol/clientCapabilities': {},
          'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1.0.0' },
        },
      },
    }),
  })
  const { result } = (await answer.json()) as { result?: { isError?: boolean } }
  t.ok(result !== undefined && result.isError !== true, 'the tool of that name answers')
})

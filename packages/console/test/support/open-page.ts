import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'

export interface OpenedPage {
  readonly page: Page
  /** What the page has complained of: refused by its policy, or thrown by its scripts. */
  readonly complaints: readonly string[]
}

/** A tab of a browser of its own, signed in with a key. */
export async function openPage(
  t: Test,
  browser: Browser,
  url: string,
  key: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({
    locale: 'en-US',
    reducedMotion: 'reduce',
    baseURL: url,
    ...options,
  })
  t.teardown(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (line) => {
    if (/Content Security Policy/.test(line.text())) complaints.push(line.text())
  })
  const headers = { 'patchbay-console': '1', origin: url }
  const answer = await context.request.post('/v1/session', { data: { key }, headers })
  if (answer.status() !== 201) throw new Error(`Nobody was signed in: ${await answer.text()}`)
  return { page, complaints }
}

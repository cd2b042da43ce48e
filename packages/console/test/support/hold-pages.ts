import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { holdLook } from './hold-look.ts'
import { openPage } from './open-page.ts'
import { adminKey } from './start-patchbay.ts'
import { windows } from './windows.ts'

export interface HeldPages {
  readonly browser: Browser
  readonly url: string
  /** Path and title of each. */
  readonly pages: ReadonlyArray<readonly [path: string, title: string]>
}

/** Tests that pages can be used by everybody, on a desk and on a phone. */
export function holdPages({ browser, url, pages }: HeldPages): void {
  for (const { kind, ...window } of windows) {
    t.test(`the pages can be used by everybody, at the ${kind}`, async (t) => {
      const { page, complaints } = await openPage(t, browser, url, adminKey, window)
      for (const [path, title] of pages) {
        await page.goto(path)
        await page.getByRole('heading', { level: 1, name: title }).waitFor()
        await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
        await holdLook(t, page, path)
      }
      t.strictSame(complaints, [])
    })
  }
}

/** Tests that pages stay, and say what to do, while the server fails whatever they ask but who is signed in. */
export function holdPagesWhileAllFails({ browser, url, pages }: HeldPages): void {
  t.test('whatever fails, the page stays and says what to do', async (t: Test) => {
    const { page, complaints } = await openPage(t, browser, url, adminKey)
    await failAll(page)
    for (const [path, title] of pages) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      await page.getByText('Try again in a moment.').first().waitFor()
      t.ok(await page.getByRole('link', { name: 'Breakers', exact: true }).first().isVisible(), path)
    }
    t.strictSame(complaints, [])
  })
}

const failAll = (page: Page): Promise<unknown> =>
  page.route(
    (asked) => /^\/v1\/(?!session($|\/))/.test(asked.pathname),
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

import type { Browser } from 'playwright-core'
import t from 'tap'
import { holdLook } from './hold-look.ts'
import { openPage } from './open-page.ts'
import { adminKey } from './start-patchbay.ts'
import { windows } from './windows.ts'

const isFocused = '(element) => element === document.activeElement'

export interface HeldDialogs {
  readonly browser: Browser
  readonly url: string
  /** Path of a page, and the name of a button there that opens a dialog. */
  readonly dialogs: ReadonlyArray<readonly [path: string, button: string | RegExp]>
}

/** Tests that dialogs can be used by everybody, on a desk and on a phone: also by those who only have a keyboard. */
export function holdDialogs({ browser, url, dialogs }: HeldDialogs): void {
  for (const { kind, ...window } of windows) {
    t.test(`dialogs can be used by everybody, at the ${kind}`, async (t) => {
      const { page, complaints } = await openPage(t, browser, url, adminKey, window)
      for (const [path, name] of dialogs) {
        await page.goto(path)
        const button = page.getByRole('button', { name, exact: typeof name === 'string' }).first()
        await button.focus()
        await page.keyboard.press('Enter')
        const dialog = page.getByRole('dialog')
        await dialog.waitFor()
        t.ok(
          await page.evaluate<boolean>("document.activeElement?.closest('[role=dialog]') !== null"),
          `${path}, ${name}: the focus is in it`,
        )
        await holdLook(t, page, `${path}, ${name}`)
        await page.keyboard.press('Escape')
        await dialog.waitFor({ state: 'detached' })
        t.ok(
          await page.waitForFunction(isFocused, await button.elementHandle()),
          `${path}, ${name}: the focus is back where it was`,
        )
      }
      t.strictSame(complaints, [])
    })
  }
}

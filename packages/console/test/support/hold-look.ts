import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'

/** Holds what a page shows now to what everybody can use: no wider than its window, and without grave findings. */
export async function holdLook(t: Test, page: Page, name: string): Promise<void> {
  const wider = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  t.equal(wider, 0, `${name} is not wider than the window`)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  t.strictSame(
    grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    [],
    name,
  )
}

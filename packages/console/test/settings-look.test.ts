import { AxeBuilder } from '@axe-core/playwright'
import t from 'tap'
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
  ['/app/agents?view=clients', 'Toolsets for agents'],
  ['/app/agents?view=tools', 'Toolsets for agents'],
] as const

const url = await startPatchbay(t)
const browser = await openBrowser()
t.teardown(() => browser.close())

for (const [kind, viewport] of Object.entries({
  desk: { width: 1440, height: 900 },
  phone: { width: 360, height: 740 },
})) {
  t.test(`the pages can be used by everybody, at the ${kind}`, async (t) => {
    const colorScheme = kind === 'phone' ? 'dark' : 'light'
    const { page, complaints } = await openPage(t, browser, url, adminKey, { viewport, colorScheme })
    for (const [path, title] of pages) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
      const wider = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      t.equal(wider, 0, `${path} is not wider than the window`)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      t.strictSame(
        grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        [],
        path,
      )
    }
    t.strictSame(complaints, [])
  })
}

import t from 'tap'
import { holdPages } from './support/hold-pages.ts'
import { openBrowser } from './support/open-browser.ts'
import { startPatchbay } from './support/start-patchbay.ts'

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

holdPages({ browser, url, pages })

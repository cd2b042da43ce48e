import t from 'tap'
import { holdDialogs } from './support/hold-dialogs.ts'
import { openBrowser } from './support/open-browser.ts'
import { startPatchbay } from './support/start-patchbay.ts'

const url = await startPatchbay(t)
const browser = await openBrowser()
t.teardown(() => browser.close())

holdDialogs({
  browser,
  url,
  dialogs: [
    ['/app/settings/keys', 'Create a key'],
    ['/app/settings/flags', 'Add a rule of writes'],
    ['/app/settings/flags', 'Switch off writes'],
    ['/app/settings/tenants', 'Create a tenant'],
    ['/app/settings/alerts', 'Add a target'],
    ['/app/agents', 'Add a toolset'],
    ['/app/agents', /^Show what is in /],
    ['/app/alerts?view=silences', 'Silence alerts'],
    ['/app/alerts?view=objectives', /^Change the target of /],
  ],
})

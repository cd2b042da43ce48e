import { test } from 'tap'
import type { Flag } from '../src/api/flags.ts'
import { readPatterns } from '../src/pages/agents/read-patterns.ts'
import { clientConfigurations } from '../src/pages/agents/client-configurations.ts'
import { readAuditFilter, writeAuditFilter } from '../src/pages/audit/audit-filter-search.ts'
import { supportColor, supportWords } from '../src/pages/connectors/support-words.ts'
import { scopeWords, switched } from '../src/pages/flags/flag-change.ts'
import { firstDraft, toNewKey } from '../src/pages/keys/key-draft.ts'
import { restrictionWords } from '../src/pages/keys/restriction-words.ts'

const now = Date.parse('2026-11-28T10:00:00Z')

test('a key is asked for with what was chosen, and nothing else', async (t) => {
  const plain = toNewKey({ ...firstDraft, name: ' desktop ', days: null }, now)
  t.match(plain, {
    name: 'desktop',
    environment: 'live',
    restrictions: null,
    toolsets: null,
    expiresAt: null,
  })
  const held = toNewKey({ ...firstDraft, days: 7, effects: ['read'], isTest: true }, now)
  t.equal(held.expiresAt, '2026-12-05T10:00:00.000Z')
  t.equal(held.environment, 'test')
  t.strictSame(held.restrictions, { effects: ['read'] })
})

test('a key says what it is held to', async (t) => {
  const free = { restrictions: null, toolsets: null, addresses: null }
  t.equal(restrictionWords(free), 'all that its role may')
  const held = { ...free, restrictions: { effects: ['read' as const] }, addresses: ['10.0.0.0/8'] }
  t.equal(restrictionWords(held), 'only effects read; from 10.0.0.0/8')
})

test('the filter of the audit is in the address, without what is empty', async (t) => {
  const search = writeAuditFilter({ actor: ' ', action: 'key.*', outcome: 'failed' })
  t.equal(String(search), 'action=key.*&outcome=failed')
  t.match(readAuditFilter(search), { actor: undefined, action: 'key.*', outcome: 'failed' })
})

test('a switch of a flag is about the tenant, and changes the rule that was seen', async (t) => {
  const rule = {
    id: 'acme:*:*',
    value: true,
    percentage: 100,
    rolloutBy: 'tenant' as const,
    isKilled: false,
    note: '',
    version: 3,
    changedBy: 'operator',
    changedAt: '2026-11-28T10:00:00Z',
  }
  const flag: Flag = {
    key: 'writes',
    kind: 'boolean',
    description: '',
    default: true,
    value: true,
    rules: [rule],
  }
  t.strictSame(switched(flag, 'acme'), { act: 'off', flag: 'writes', rule: 'acme:*:*', version: 3 })
  t.match(switched({ ...flag, value: false }, 'other'), { act: 'on', rule: 'other:*:*', version: undefined })
})

test('what a rule is about is said in words', async (t) => {
  t.equal(scopeWords('*:*:*'), 'all calls, of all tenants')
  t.equal(scopeWords('acme:gsc:*'), 'calls of gsc, of acme')
  t.equal(scopeWords('*:gsc:sites.list'), 'sites.list of gsc, of all tenants')
})

test('the support of a vendor is named, and stands out where something is to be done', async (t) => {
  const ending = { state: 'ending', until: '2026-12-31', daysLeft: 32 } as const
  t.equal(supportWords(ending), 'served until 2026-12-31, 32 days from now')
  t.equal(supportColor(ending), 'orange')
  const ended = { state: 'ended', until: '2026-01-01', daysLeft: -331 } as const
  t.equal(supportWords(ended), 'without support since 2026-01-01')
  t.equal(supportColor(ended), 'red')
  const open = { state: 'unannounced', until: null, daysLeft: null } as const
  t.equal(supportWords(open), 'no end announced')
  t.equal(supportColor(open), undefined)
})

test('patterns are read from lines and commas, each once', async (t) => {
  t.strictSame(readPatterns('gsc/*\n\n */*.list, gsc/*'), ['gsc/*', '*/*.list'])
  t.strictSame(readPatterns(' \n'), [])
})

test('configurations of clients are JSON, lead here and hold no key', async (t) => {
  const made = clientConfigurations('https://patchbay.example')
  t.equal(made.length, 5)
  for (const { client, text } of made) {
    t.type(JSON.parse(text), 'object', client)
    t.match(text, 'https://patchbay.example', client)
    t.match(text, /PATCHBAY_KEY\}|input:patchbay-key|--key-file/, client)
  }
})

import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import t, { type Test } from 'tap'
import {
  chainStart,
  type AuditEntry,
  type AuditEvent,
  type AuditRecord,
} from '../../src/audit/audit-entry.ts'
import type { AuditKeys } from '../../src/audit/audit-key.ts'
import { toCsv, toLine } from '../../src/audit/export-forms.ts'
import { linkEntries } from '../../src/audit/link-entries.ts'
import { openAudit } from '../../src/audit/open-audit.ts'
import { bySystem } from '../../src/audit/system-event.ts'
import { verifyExport } from '../../src/audit/verify-export.ts'
import type { Store } from '../../src/store/store.ts'
import { auditKeys, testKey } from '../support/audit-keys.ts'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'

const day = 86_400_000

function open(t: Test, store: Store, { keys = auditKeys, retention = 'forever', head = 60_000 } = {}) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'patchbay-audit-'))
  const lines: Record<string, unknown>[] = []
  let time = Date.UTC(2026, 0, 1)
  const audit = openAudit({
    settings: { dataFolder, auditRetention: retention },
    store,
    keys,
    registry: new Registry(),
    log: pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) }),
    now: () => time,
    pace: { patience: 10_000, head, retention: 3_600_000 },
  })
  t.teardown(async () => {
    await audit.close()
    rmSync(dataFolder, { recursive: true })
  })
  return {
    audit,
    lines,
    pass: (span: number) => (time += span),
    add: (action: string, more: Partial<AuditEvent> = {}) =>
      audit.append({
        tenant: 'default',
        actor: 'admin',
        actorKind: 'operator',
        action,
        outcome: 'ok',
        traceId: 't',
        requestId: 'r',
        ...more,
      }),
  }
}

const actions = (entries: readonly AuditEntry[]): string[] => entries.map(({ action }) => action)

async function linesOf(stretch: AsyncIterable<AuditEntry>): Promise<string[]> {
  const lines: string[] = []
  for await (const entry of stretch) lines.push(toLine(entry))
  return lines
}

const stream = async function* (lines: readonly string[]) {
  yield* lines
}

t.test('entries are found by what is asked of them, and by their tenant alone', (t) =>
  withEachStore(t, async (t, store) => {
    const { audit, add, pass } = open(t, store)
    await add('key.create', { target: 'k1' })
    pass(1_000)
    await add('call.echo/items.add', { actor: 'key_1', actorKind: 'api-key', outcome: 'vendor_error' })
    pass(1_000)
    await add('call.echo/items.add', { actor: 'key_1', actorKind: 'api-key', outcome: 'replayed' })
    await add('key.create', { tenant: 'acme' })
    const find = async (filter: object, before?: number) =>
      actions(await audit.entries.list('default', filter, 2, before))
    t.same(await find({}), ['call.echo/items.add', 'call.echo/items.add'])
    t.same(await find({}, 2), ['key.create'])
    t.same(await find({ action: 'key.create' }), ['key.create'])
    t.same(await find({ action: 'call.*' }), ['call.echo/items.add', 'call.echo/items.add'])
    t.same(await find({ action: 'call.%' }), [])
    t.same(await find({ outcome: 'failed' }), ['call.echo/items.add'])
    t.same(await find({ actor: 'admin' }), ['key.create'])
    t.same(await find({ target: 'k1' }), ['key.create'])
    const begin = Date.UTC(2026, 0, 1)
    t.same(await find({ from: begin, to: begin + 1_000 }), ['key.create'])
    t.match(await audit.entries.list('acme', {}, 5), [{ sequence: 1 }])
    t.match(await audit.entries.head('acme'), { sequence: 1 })
    t.match(await audit.entries.head('nobody'), { sequence: 0 })
    t.match(await audit.head(), { sequence: 4 })
  }),
)

t.test('a tenant verifies its export without a key', (t) =>
  withEachStore(t, async (t, store) => {
    const { audit, add, pass } = open(t, store)
    for (const action of ['a', 'b', 'c', 'd']) {
      await add(action, { tenant: 'acme', details: { 'z "': 'ü|\n', a: 1 } })
      await add('other')
      pass(1_000)
    }
    const head = await audit.entries.head('acme')
    const lines = await linesOf(audit.entries.stretch('acme', undefined, undefined))
    t.match(await verifyExport(stream(lines), head), { isIntact: true, entries: 4, from: 1, head })
    const [first = ''] = lines
    t.equal(hash('sha256', first.replace(/,"hash":"\w+"\}$/, '}')), JSON.parse(first).hash, 'as documented')
    const begin = Date.UTC(2026, 0, 1)
    const part = await linesOf(audit.entries.stretch('acme', begin + 1_000, begin + 3_000))
    t.match(await verifyExport(stream(part)), { isIntact: true, entries: 2, from: 2 })

    const kinds = async (changed: readonly string[]) =>
      (await verifyExport(stream(changed), head)).breaches.map(({ kind }) => kind)
    t.same(await kinds(lines.toSpliced(1, 1)), ['missing'])
    t.same(await kinds(lines.slice(0, 3)), ['expected_head'])
    t.same(await kinds(lines.toSpliced(1, 0, first)), ['unlinked'])
    t.same(await kinds(lines.with(1, (lines[1] ?? '').replace('"ok"', '"no"'))), ['edited'])
    t.same(await kinds(lines.with(1, (lines[1] ?? '').replace('{', '{"action":"x",'))), ['edited'])
    t.same(await kinds([...lines, 'x']), ['edited'])
  }),
)

t.test('a cell of CSV is no formula', async (t) => {
  const [{ entry }] = linkEntries([bySystem('@x', 'acme', 0)], chainStart, new Map()) as [AuditRecord]
  const line = toCsv({ ...entry, actor: '=1+1', target: ' +1', outcome: '-1', details: '"\n' })
  t.match(line, `"'=1+1"`)
  t.match(line, `"'@x"`)
  t.match(line, `"' +1"`)
  t.match(line, `"'-1"`)
  t.match(line, '"""\n"')
})

t.test('old entries leave, and what stays says so and verifies', (t) =>
  withEachStore(t, async (t, store) => {
    const { audit, add, pass } = open(t, store, { retention: '30d' })
    await add('old', { tenant: 'acme' })
    await add('old')
    pass(20 * day)
    await add('newer', { tenant: 'acme' })
    await audit.removeOld()
    t.match(await audit.verify(), { isIntact: true, entries: 3, removedThrough: 0 })
    const earlier = await audit.head()
    pass(20 * day)
    await audit.removeOld()
    t.match(await audit.verify(earlier), { isIntact: true, entries: 4, removedThrough: 2 })
    t.same(actions(await audit.entries.list('acme', {}, 9)), ['audit.remove-own', 'newer'])
    t.same(actions(await audit.entries.list('default', {}, 9)), ['audit.remove', 'audit.remove-own'])
    const lines = await linesOf(audit.entries.stretch('acme', undefined, undefined))
    t.match(await verifyExport(stream(lines)), { isIntact: true, from: 2 })
    await audit.removeOld()
    t.match(await audit.verify(), { isIntact: true, entries: 4 }, 'nothing more is to be removed')
    await sql`alter table audit_entries disable trigger all`.execute(store.database)
    await sql`update audit_entries set action = 'x' where action = 'audit.remove'`.execute(store.database)
    t.match(await audit.verify(), { breaches: [{ kind: 'edited' }, { kind: 'retention' }] })
  }),
)

t.test('the log says how far the audit reaches, and its head is sealed with the active key', (t) =>
  withEachStore(t, async (t, store) => {
    let active = 'k1'
    const keys: AuditKeys = {
      active: async () => testKey(active),
      find: async (id) => testKey(id),
      own: () => testKey(active),
    }
    const { audit, add, lines } = open(t, store, { keys, head: 5 })
    await add('one')
    active = 'k2'
    const sealed = async () =>
      (await store.database.selectFrom('audit_heads').select('seal').execute())[0]?.seal
    t.ok(await until(async () => (await sealed())?.startsWith('k2:') === true))
    t.ok(await until(() => lines.some(({ msg, sequence }) => msg === 'head of the audit' && sequence === 1)))
    t.match(await audit.verify(), { isIntact: true })
  }),
)

import { mkdtempSync, readdirSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@patchbay/contract'
import { sql } from 'kysely'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import t, { type Test } from 'tap'
import type { AuditEvent } from '../../src/audit/audit-entry.ts'
import { createAuditMetrics } from '../../src/audit/audit-metrics.ts'
import { createAuditWriter } from '../../src/audit/audit-writer.ts'
import { createSpoolFolder } from '../../src/audit/spool-folder.ts'
import { storedAudit } from '../../src/audit/stored-audit.ts'
import { verifyAudit } from '../../src/audit/verify-audit.ts'
import type { Store } from '../../src/store/store.ts'
import { auditKeys as keys } from '../support/audit-keys.ts'
import { withEachStore } from '../support/with-each-store.ts'

const event = (action: string, tenant = 'default'): AuditEvent => ({
  tenant,
  actor: 'admin',
  actorKind: 'operator',
  action,
  outcome: 'ok',
  traceId: 't',
  requestId: 'r',
  details: { note: 'ü\u0000\ud800', count: 1.5 },
})

function open(t: Test, store: Store) {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-audit-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  let isAway = false
  const fickle: Store = {
    ...store,
    transaction: async (work) => {
      if (isAway) throw new Problem('state_unavailable')
      return store.transaction(work)
    },
  }
  const openWriter = (patience = 10_000) =>
    createAuditWriter({
      store: fickle,
      keys,
      spoolFolder: createSpoolFolder(folder, keys),
      metrics: createAuditMetrics(new Registry()),
      log: pino({ level: 'silent' }),
      now: Date.now,
      patience,
    })
  return {
    folder,
    openWriter,
    goAway: (away: boolean) => (isAway = away),
    verify: () => verifyAudit(storedAudit(store.database), { keys }),
    actions: async () => {
      const rows = await store.database
        .selectFrom('audit_entries')
        .select('action')
        .orderBy('sequence')
        .execute()
      return rows.map(({ action }) => action)
    },
  }
}

const each = (name: string, body: (t: Test, store: Store) => Promise<void>) =>
  t.test(name, (t) => withEachStore(t, body))

each('what is appended at once is one unbroken chain', async (t, store) => {
  const { openWriter, verify, actions } = open(t, store)
  const writers = [openWriter(), openWriter()]
  t.match(await verify(), { isIntact: true, entries: 0 })
  const tenants = ['default', 'acme', 'globex']
  await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      writers[index % 2]?.append(event(`a${index}`, tenants[index % 3])),
    ),
  )
  t.match(await verify(), { isIntact: true, entries: 200, head: { sequence: 200 } })
  t.equal(new Set(await actions()).size, 200)
})

each('an entry is part of the transaction of its change', async (t, store) => {
  const { openWriter, verify, actions } = open(t, store)
  const writer = openWriter()
  await store.transaction((database) => writer.append(event('kept'), database))
  await t.rejects(
    store.transaction(async (database) => {
      await writer.append(event('lost'), database)
      throw new Error('not after all')
    }),
  )
  await writer.append(event('later'))
  t.same(await actions(), ['kept', 'later'])
  t.match(await verify(), { isIntact: true })
})

each('the store refuses to change the log', async (t, store) => {
  const { openWriter, actions } = open(t, store)
  await openWriter().append(event('kept'))
  await t.rejects(sql`update audit_entries set outcome = 'x'`.execute(store.database), /append-only/)
  await t.rejects(sql`delete from audit_entries`.execute(store.database), /append-only/)
  await t.rejects(sql`truncate audit_entries`.execute(store.database), /append-only/)
  t.same(await actions(), ['kept'])
})

each('an event that is told twice is written once', async (t, store) => {
  const { openWriter, verify } = open(t, store)
  const writer = openWriter()
  await Promise.all([
    writer.append({ ...event('one'), id: 'one' }),
    writer.append({ ...event('one'), id: 'one' }),
    writer.append(event('other')),
  ])
  await writer.append({ ...event('one'), id: 'one' })
  t.match(await verify(), { isIntact: true, entries: 2 })
})

each('while the store is away events wait in files, and are written exactly once', async (t, store) => {
  const { openWriter, goAway, folder, verify, actions } = open(t, store)
  const writer = openWriter()
  await writer.append(event('before'))
  goAway(true)
  await Promise.all(['one', 'two', 'three'].map((action) => writer.append(event(action))))
  await writer.append(event('four'))
  const files = readdirSync(folder)
  t.ok(files.length >= 2)
  const copies = files.map((file) => ({ file, text: readFileSync(join(folder, file)) }))
  await t.rejects(writer.emptySpool(), { code: 'state_unavailable' })
  goAway(false)
  const other = openWriter() // another process, which finds what this one left
  await Promise.all([writer.emptySpool(), other.emptySpool()])
  t.same(readdirSync(folder), [])
  t.same((await actions()).toSorted(), ['before', 'four', 'one', 'three', 'two'])
  // As if the process had died between the commit and the removal of the files.
  for (const { file, text } of copies) writeFileSync(join(folder, file), text)
  await other.emptySpool()
  t.match(await verify(), { isIntact: true, entries: 5 })
  await writer.append(event('after'))
  t.match(await verify(), { isIntact: true, entries: 6 })
})

each('a file that was tampered with is put aside, and the log says so', async (t, store) => {
  const { openWriter, goAway, folder, actions } = open(t, store)
  const writer = openWriter()
  goAway(true)
  await writer.append(event('secret.deed'))
  const [file = ''] = readdirSync(folder)
  const text = readFileSync(join(folder, file), 'utf8')
  writeFileSync(join(folder, file), text.replace('secret.deed', 'secret.idle'))
  goAway(false)
  await writer.emptySpool()
  t.same(await actions(), ['audit.spool-damaged'])
  t.same(readdirSync(folder), [`${file}.damaged`])
})

each('a store that hangs is not waited for, and nothing is written twice', async (t, store) => {
  const { openWriter, verify, actions } = open(t, store)
  const writer = openWriter(50)
  let release = (): void => undefined
  const held = store.transaction(() => new Promise<void>((resolve) => (release = resolve)))
  await writer.append(event('patient'))
  release()
  await held
  await writer.emptySpool()
  t.same(await actions(), ['patient'])
  t.match(await verify(), { isIntact: true })
})

each('a log that was harmed says so, however it goes on', async (t, store) => {
  const { openWriter, verify } = open(t, store)
  const writer = openWriter()
  for (const action of ['one', 'two', 'three']) await writer.append(event(action))
  await sql`alter table audit_entries disable trigger all`.execute(store.database)
  await sql`delete from audit_entries where sequence = 3`.execute(store.database)
  await sql`update audit_heads set sequence = 2, hash = (select chain from audit_entries where sequence = 2)`.execute(
    store.database,
  )
  t.match(await verify(), { breaches: [{ kind: 'head' }] })
  await writer.append(event('four'))
  t.match(await verify(), { breaches: [{ kind: 'tenant_unlinked' }, { kind: 'harmed', sequence: 3 }] })
  await writer.append(event('five'))
  t.match(await verify(), { breachCount: 2 })
})

each('a store that was put back to an earlier state is noticed by who saw more', async (t, store) => {
  const { openWriter, verify } = open(t, store)
  const writer = openWriter()
  await writer.append(event('one'))
  const heads = await store.database.selectFrom('audit_heads').selectAll().execute()
  const tenants = await store.database.selectFrom('audit_tenants').selectAll().execute()
  await writer.append(event('two'))
  await sql`alter table audit_entries disable trigger all`.execute(store.database)
  await sql`delete from audit_entries where sequence = 2`.execute(store.database)
  await store.database
    .updateTable('audit_heads')
    .set(heads[0] ?? {})
    .execute()
  await store.database
    .updateTable('audit_tenants')
    .set(tenants[0] ?? {})
    .execute()
  t.match(await verify(), { isIntact: true }, 'nothing in it tells')
  await writer.append(event('three'))
  t.match(await verify(), { breaches: [{ kind: 'harmed', sequence: 2 }] })
})

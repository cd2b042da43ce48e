import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import { newKeyEntry } from '../../src/vault/ring/key-ring.ts'
import { openApp } from '../support/open-app.ts'
import { runCommand } from '../support/run-command.ts'
import { until } from '../support/until.ts'
import { sharedPostgres } from '../support/with-each-store.ts'

t.setTimeout(180_000)

interface Installation extends Record<string, string> {
  readonly PATCHBAY_DATA: string
  readonly PATCHBAY_KEYS: string
}

/** The environment of an installation of its own, on either engine. */
const install = async (
  t: Test,
  engine: 'embedded' | 'postgres',
  ring = newKeyEntry(0),
): Promise<{ folder: string; environment: Installation }> => {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-commands-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const environment = { PATCHBAY_DATA: join(folder, 'data'), PATCHBAY_KEYS: ring }
  if (engine === 'embedded') return { folder, environment }
  const postgres = await sharedPostgres()
  const url = await postgres.createDatabase()
  t.teardown(() => postgres.dropDatabase(url))
  return { folder, environment: { ...environment, DATABASE_URL: url } }
}

for (const engine of ['embedded', 'postgres'] as const) {
  t.test(`migrate, backup, verify and restore on ${engine}`, async (t) => {
    const ring = newKeyEntry(0)
    const { folder, environment } = await install(t, engine, ring)
    const run = (...parameters: string[]) => runCommand(parameters, environment)
    t.match((await run('migrate')).out, '0001-tenants applied')
    t.match((await run('migrate')).out, 'up to date')
    const file = join(folder, 'a.patchbay')
    const made = await run('backup', file)
    t.equal(made.exitCode, 0, made.error)
    t.match(made.out, /is written: \d+ rows of \d+ tables/)
    t.match(made.error, 'Keep the key ring elsewhere')
    t.equal(statSync(file).mode & 0o777, 0o600)
    const again = await run('backup', file)
    t.equal(again.exitCode, 1, 'nothing is overwritten')
    t.match(again.error, 'There is a file')
    t.match((await run('backup', '--verify', file)).out, 'is whole')

    const other = await install(t, engine === 'embedded' ? 'postgres' : 'embedded', ring)
    const restored = await runCommand(['restore', file, '--json'], other.environment)
    t.equal(restored.exitCode, 0, restored.error)
    t.equal(JSON.parse(restored.out).sha256, /sha256 (\w+)/.exec(made.out)?.[1])
    const second = join(folder, 'b.patchbay')
    const { out } = await runCommand(['backup', second, '--json'], other.environment)
    t.same(JSON.parse(out).content, JSON.parse(restored.out).content)
  })
}

for (const engine of ['embedded', 'postgres'] as const) {
  t.test(`the audit is verified without a server on ${engine}`, async (t) => {
    const { environment } = await install(t, engine)
    const { PATCHBAY_DATA: dataFolder, PATCHBAY_KEYS: keys } = environment
    const databaseUrl = environment['DATABASE_URL']
    const { app, post, get } = await openApp(t, {
      settings: { dataFolder, keys, ...(databaseUrl === undefined ? {} : { databaseUrl }) },
    })
    for (const name of ['one', 'two', 'three']) {
      t.equal((await post('/v1/keys', { name, role: 'viewer' })).status, 201)
    }
    const { data: head } = JSON.parse((await get('/v1/audit/head')).text) as {
      data: { sequence: number; hash: string }
    }
    await app.close()

    const verify = (...parameters: string[]) =>
      runCommand(['audit', 'verify', '--offline', ...parameters], environment)
    const whole = await verify('--json')
    t.equal(whole.exitCode, 0, whole.error)
    t.match(JSON.parse(whole.out), { isIntact: true, breachCount: 0 })
    t.ok((JSON.parse(whole.out) as { entries: number }).entries >= head.sequence)
    const later = await verify('--head', `${head.sequence + 1_000}:${head.hash}`)
    t.equal(later.exitCode, 1, 'it reached further once')
    t.match(later.error, 'not as it was written')

    const folder = join(dataFolder, 'store')
    const store = await openStore(databaseUrl === undefined ? { folder } : { databaseUrl })
    await sql`alter table audit_entries disable trigger user`.execute(store.database)
    await store.database
      .updateTable('audit_entries')
      .set({ actor: 'nobody' })
      .where('action', '=', 'key.create')
      .where('tenant_sequence', '=', head.sequence)
      .execute()
    await store.close()
    const edited = await verify()
    t.equal(edited.exitCode, 1)
    t.match(edited.out, /edited +\d+/)
    const foreign = { ...environment, PATCHBAY_KEYS: newKeyEntry(0) }
    const other = await runCommand(['audit', 'verify', '--offline'], foreign)
    t.not(other.exitCode, 0, 'a ring that is not that of the installation proves nothing')
    const { PATCHBAY_KEYS: _keys, ...keyless } = environment
    t.equal((await runCommand(['audit', 'verify', '--offline'], keyless)).exitCode, 2)
  })
}

t.test('what must not be restored leaves the store untouched', async (t) => {
  const source = await install(t, 'postgres')
  await runCommand(['migrate'], source.environment)
  const file = join(source.folder, 'a.patchbay')
  await runCommand(['backup', file], source.environment)
  const target = await install(t, 'postgres')
  const stranger = await runCommand(['restore', file], target.environment)
  t.equal(stranger.exitCode, 2)
  t.match(stranger.error, /PATCHBAY_KEYS: the key .* is missing, with which the archive was written/)
  t.notOk(existsSync(target.environment.PATCHBAY_DATA))
  const bytes = readFileSync(file)
  const damaged = join(source.folder, 'damaged.patchbay')
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
  writeFileSync(damaged, bytes)
  const environment = { ...target.environment, PATCHBAY_KEYS: source.environment.PATCHBAY_KEYS }
  const refused = await runCommand(['restore', damaged], environment)
  t.equal(refused.exitCode, 1)
  t.match(refused.error, 'The archive is damaged')
  t.match((await runCommand(['migrate'], environment)).out, '0001-tenants applied', 'there are no tables')
  t.equal((await runCommand(['restore', file], environment)).exitCode, 0)
})

t.test('a store that is in use is not restored', async (t) => {
  const { folder, environment } = await install(t, 'postgres')
  await runCommand(['migrate'], environment)
  const file = join(folder, 'a.patchbay')
  await runCommand(['backup', file], environment)
  const store = await openStore({ databaseUrl: environment['DATABASE_URL'] ?? '' })
  await store.database.selectFrom('tenants').select('id').execute()
  const refused = await runCommand(['restore', '--replace', file], environment)
  t.equal(refused.exitCode, 1)
  t.match(refused.error, 'Patchbay is running on this store')
  await store.close()
  const isTaken = async (): Promise<boolean> =>
    (await runCommand(['restore', '--replace', file], environment)).exitCode === 0
  t.ok(await until(isTaken, 20_000), 'once the server has seen the end of the connection')
})

t.test('what is needed is said', async (t) => {
  const { environment } = await install(t, 'embedded')
  const { PATCHBAY_DATA } = environment
  const keyless = await runCommand(['backup', join(PATCHBAY_DATA, 'x')], { PATCHBAY_DATA })
  t.equal(keyless.exitCode, 2)
  t.match(keyless.error, 'PATCHBAY_KEYS: is needed here')
  const nowhere = await runCommand(['migrate'], { DATABASE_URL: 'postgres://127.0.0.1:1/none' })
  t.equal(nowhere.exitCode, 1)
  t.match(nowhere.error, 'The store does not answer')
  const secret = await runCommand(['migrate'], { DATABASE_URL: 'mysql://u:hunter2@host/db' })
  t.equal(secret.exitCode, 2)
  t.notMatch(secret.error, 'hunter2')
  const nothing = await runCommand(['backup', join(PATCHBAY_DATA, 'x')], environment)
  t.equal(nothing.exitCode, 1)
  t.match(nothing.error, 'There is nothing to back up')
  const missing = await runCommand(['restore', '/no/such/file'], environment)
  t.equal(missing.exitCode, 1)
  t.match(missing.error, '/no/such/file cannot be read (ENOENT)')
  const held = await openStore({ folder: join(PATCHBAY_DATA, 'store') })
  const taken = await runCommand(['migrate'], environment)
  t.equal(taken.exitCode, 2, taken.error)
  await held.close()
})

import { Migrator } from 'kysely/migration'
import t, { type Test } from 'tap'
import { openArchive } from '../../src/backup/read-archive.ts'
import { restoreBackup } from '../../src/backup/restore-backup.ts'
import { readMigrations } from '../../src/backup/snapshot/catalog.ts'
import { withTables, type OpenTables } from '../../src/commands/local/open-tables.ts'
import { migrations } from '../../src/store/migrations/index.ts'
import { holdArchive, inPieces } from '../support/hold-archive.ts'
import { makeRing } from '../support/make-ring.ts'
import { postgresStore, sharedPostgres } from '../support/with-each-store.ts'

t.setTimeout(90_000)

const ring = makeRing('one')
const early = '0003-vault'
const open = (bytes: Buffer) => openArchive(inPieces(bytes), ring, 'PATCHBAY_KEYS')

/** A database without tables. */
const withEmpty = async <T>(t: Test, work: (tables: OpenTables) => Promise<T>): Promise<T> => {
  const postgres = await sharedPostgres()
  const databaseUrl = await postgres.createDatabase()
  t.teardown(() => postgres.dropDatabase(databaseUrl))
  return await withTables({ databaseUrl, dataFolder: '' }, work)
}

/** A backup of a store whose tables have been through some migrations only. */
const olderArchive = (t: Test): Promise<Buffer> =>
  withEmpty(t, async (tables) => {
    const provider = { getMigrations: async () => ({ ...migrations }) }
    const { error } = await new Migrator({ db: tables.database, provider }).migrateTo(early)
    t.equal(error, undefined)
    await tables.database.insertInto('tenants').values({ id: 'acme', title: 'Acme' }).execute()
    return (await holdArchive(tables, ring)).bytes
  })

t.test('an older archive is restored where there are no tables, and brought up to date', async (t) => {
  const bytes = await olderArchive(t)
  await withEmpty(t, async (tables) => {
    await restoreBackup({ store: tables, archive: await open(bytes), isReplacing: false })
    t.same(await readMigrations(tables.database), Object.keys(migrations).toSorted())
    const rows = await tables.database.selectFrom('tenants').select('id').orderBy('id').execute()
    t.same(rows, [{ id: 'acme' }, { id: 'default' }])
  })
})

t.test('it is refused by a store with newer tables, even to replace them', async (t) => {
  const store = await postgresStore(t)
  const archive = await open(await olderArchive(t))
  await t.rejects(restoreBackup({ store, archive, isReplacing: true }), {
    code: 'conflict',
    message: /from an older Patchbay/,
  })
})

t.test('an archive of a newer version is refused', async (t) => {
  const store = await postgresStore(t)
  const { about, entries } = await open((await holdArchive(store, ring)).bytes)
  const archive = { about: { ...about, migrations: [...about.migrations, '9999-later'] }, entries }
  await t.rejects(restoreBackup({ store, archive, isReplacing: true }), {
    code: 'conflict',
    message: /does not know 9999-later/,
  })
})

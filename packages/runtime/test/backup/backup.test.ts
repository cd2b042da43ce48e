import fc from 'fast-check'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { Problem } from '@patchbay/contract'
import { openArchive } from '../../src/backup/read-archive.ts'
import { restoreBackup } from '../../src/backup/restore-backup.ts'
import { verifyArchive } from '../../src/backup/verify-archive.ts'
import { ConfigurationError } from '../../src/configuration/read-settings.ts'
import type { Store } from '../../src/store/store.ts'
import type { KeyRing } from '../../src/vault/ring/key-ring.ts'
import { admitKeyRing } from '../../src/vault/ring/admit-key-ring.ts'
import { fillStore } from '../support/fill-store.ts'
import { holdArchive, inPieces } from '../support/hold-archive.ts'
import { makeRing } from '../support/make-ring.ts'
import { embeddedStore, postgresStore } from '../support/with-each-store.ts'

const engines = { embedded: embeddedStore, postgres: postgresStore } as const
const origin = 'PATCHBAY_KEYS'

t.setTimeout(180_000)

const restore = async (store: Store, bytes: Buffer, ring: KeyRing, isReplacing = false) =>
  await restoreBackup({ store, archive: await openArchive(inPieces(bytes), ring, origin), isReplacing })

/** A store of this engine with something in every table, and a backup of it. */
const backUp = async (t: Test, engine: keyof typeof engines) => {
  const store = await engines[engine](t)
  const ring = makeRing('new', 'old')
  await fillStore(store, ring)
  return { store, ring, ...(await holdArchive(store, ring)) }
}

for (const from of ['embedded', 'postgres'] as const) {
  for (const to of ['embedded', 'postgres'] as const) {
    t.test(`a backup of ${from} restored on ${to} is the same in every table`, async (t) => {
      const { ring, bytes, manifest } = await backUp(t, from)
      t.same((await verifyArchive(inPieces(bytes), ring, origin)).manifest, manifest)
      const target = await engines[to](t)
      t.same(await restore(target, bytes, ring), manifest)
      const again = await holdArchive(target, ring)
      t.same(again.manifest, manifest, 'sequences too')
      await t.rejects(
        sql`insert into secrets (tenant, record, purpose, version, key_id, wrapped_key, sealed)
          values ('nobody', 'r', 'p', 1, 'k', '\\x00', '\\x00')`.execute(target.database),
        { code: '23503' },
        'references hold again',
      )
      await t.rejects(
        sql`delete from audit_entries`.execute(target.database),
        /append-only/,
        'and so do triggers',
      )
      await target.transaction((database) => admitKeyRing(database, ring, origin))
      const { rows } = await sql<{ sequence: number }>`
        insert into changes (topic, key) values ('a', 'b') returning sequence
      `.execute(target.database)
      const highest = manifest.sequences.find(({ name }) => name.startsWith('changes'))?.lastValue
      t.equal(rows[0]?.sequence, Number(highest) + 1, 'identity goes on right after it')
    })
  }
}

t.test('a store that has something is left alone, unless it is to be replaced', async (t) => {
  const { store, ring, bytes, manifest } = await backUp(t, 'embedded')
  await sql`delete from changes`.execute(store.database)
  const before = (await holdArchive(store, ring)).manifest
  await t.rejects(restore(store, bytes, ring), { code: 'conflict', message: /not empty: .*tenants/ })
  t.same((await holdArchive(store, ring)).manifest, before)
  t.same(await restore(store, bytes, ring, true), manifest)
  t.same((await holdArchive(store, ring)).manifest, manifest)
})

t.test('a ring that is not the one is refused before anything is read', async (t) => {
  const { ring, bytes } = await backUp(t, 'embedded')
  const stranger = makeRing('other')
  await t.rejects(verifyArchive(inPieces(bytes), stranger, origin), ConfigurationError)
  await t.rejects(verifyArchive(inPieces(bytes), stranger, origin), /the key "new" is missing/)
  await t.rejects(
    verifyArchive(inPieces(bytes), makeRing('new', 'old'), origin),
    /"new" does not open the archive/,
  )
  const [first] = ring.keys
  const half = {
    first: ring.first,
    keys: [ring.first],
    find: (id: string) => (id === first?.id ? first : undefined),
  }
  await t.rejects(verifyArchive(inPieces(bytes), half, origin), /the key "old" is missing, which secrets/)
})

t.test('no bit of an archive can be changed, and no byte of it be missing', async (t) => {
  const { ring, bytes } = await backUp(t, 'embedded')
  const store = await embeddedStore(t)
  const before = (await holdArchive(store, ring)).manifest
  const isRefused = async (wrong: Buffer): Promise<boolean> =>
    await restore(store, wrong, ring).then(
      () => false,
      (error: unknown) =>
        error instanceof ConfigurationError || (Problem.is(error) && error.code === 'invalid_input'),
    )
  const headerEnd = bytes.indexOf('}') + 1
  const place = fc.oneof(
    fc.integer({ min: 0, max: headerEnd }),
    fc.integer({ min: 0, max: bytes.length - 1 }),
    fc.integer({ min: bytes.length - 64, max: bytes.length - 1 }),
  )
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 0, max: 7 }), async (at, bit) => {
      const wrong = Buffer.from(bytes)
      wrong[at] = (wrong[at] ?? 0) ^ (1 << bit)
      return await isRefused(wrong)
    }),
    { numRuns: 150 },
  )
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), (length) =>
      isRefused(bytes.subarray(0, length)),
    ),
    { numRuns: 50 },
  )
  t.same((await holdArchive(store, ring)).manifest, before, 'nothing was touched')
  t.notOk(await isRefused(bytes), 'and as it was written it is taken')
})

t.test('nothing of what is stored can be read in it', async (t) => {
  const { bytes } = await backUp(t, 'embedded')
  for (const word of ['default', 'acme', 'tenants', 'manifest', 'ustar']) t.notOk(bytes.includes(word), word)
})

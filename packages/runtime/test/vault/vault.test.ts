import { sql } from 'kysely'
import t from 'tap'
import { Problem } from '@patchbay/contract'
import { newEntry, openTestVault, place, ringOf } from '../support/open-test-vault.ts'
import { withEachStore } from '../support/with-each-store.ts'

const text = 'shpat_0123456789abcdef'

t.test('secrets are kept, changed by those who know the version, and forgotten', (t) =>
  withEachStore(t, async (t, store) => {
    const { vault, redactor } = await openTestVault(t, store, ringOf('a'))

    t.equal(await vault.get(place), undefined)
    t.equal(await vault.put(place, text, { ifVersion: 7 }), undefined)
    const first = await vault.put(place, text, { ifVersion: 0 })
    if (first === undefined) throw new Error('nothing was there')
    t.same(await vault.get(place), { text, version: first })
    t.equal(await vault.put(place, 'other', { ifVersion: 0 }), undefined)
    t.equal(redactor.redact(`a ${text} b`), 'a [redacted] b')

    const second = await vault.put(place, 'öffne dich', { ifVersion: first })
    if (second === undefined) throw new Error('the version was right')
    t.ok(second > first)
    t.equal(await vault.put(place, 'late', { ifVersion: first }), undefined)
    t.same(await vault.get(place), { text: 'öffne dich', version: second })
    const third = await vault.put(place, '')
    t.same(await vault.get(place), { text: '', version: third })

    const others = [
      { ...place, purpose: 'tokens' },
      { ...place, record: 'connection-2' },
    ]
    for (const other of others) await vault.put(other, 'something')
    await vault.forget(place.tenant, place.record)
    t.equal(await vault.get(place), undefined)
    t.equal(await vault.get({ ...place, purpose: 'tokens' }), undefined)
    t.match(await vault.get({ ...place, record: 'connection-2' }), { text: 'something' })
    t.ok(
      ((await vault.put(place, 'again', { ifVersion: 0 })) ?? 0) > (third ?? 0),
      'versions never begin anew',
    )
    t.match(await vault.get(place), { text: 'again' })

    await t.rejects(vault.put({ ...place, tenant: 'nobody' }, text), 'of no tenant')
    const raw = await store.database.selectFrom('secrets').selectAll().execute()
    t.notOk(JSON.stringify(raw).includes(Buffer.from('something').toString('hex')))
  }),
)

t.test('within a transaction a change counts with it', (t) =>
  withEachStore(t, async (t, store) => {
    const { vault } = await openTestVault(t, store, ringOf('a'))
    const version = await vault.put(place, 'before')
    await t.rejects(
      store.transaction(async (database) => {
        t.type(await vault.put(place, 'within', { database }), 'number')
        t.match(await vault.get(place, database), { text: 'within' })
        throw new Error('not after all')
      }),
    )
    t.same(await vault.get(place), { text: 'before', version }, 'what never came to be is not missed')
    await store.transaction(async (database) => {
      await vault.put(place, 'within', { ...(version === undefined ? {} : { ifVersion: version }), database })
      await vault.forget(place.tenant, 'other', database)
    })
    t.match(await vault.get(place), { text: 'within' })
  }),
)

t.test('of many who change one version at once, one does', (t) =>
  withEachStore(t, async (t, store) => {
    const { vault } = await openTestVault(t, store, ringOf('a'))
    const version = (await vault.put(place, 'before')) ?? 0
    const changes = await Promise.all(
      Array.from({ length: 10 }, async (_, index) =>
        vault.put(place, `change ${index}`, { ifVersion: version }),
      ),
    )
    const won = changes.findIndex((change) => change !== undefined)
    t.equal(changes.filter((change) => change !== undefined).length, 1)
    t.same(await vault.get(place), { text: `change ${won}`, version: changes[won] })
    await Promise.all(Array.from({ length: 10 }, async (_, index) => vault.put(place, `any ${index}`)))
    t.match(await vault.get(place), { text: /^any \d$/ })
  }),
)

t.test('what was changed from outside is refused, and nobody is told more', (t) =>
  withEachStore(t, async (t, store) => {
    const { vault, lines, registry } = await openTestVault(t, store, ringOf('a'))
    const elsewhere = { ...place, record: 'connection-2' }
    const { database } = store
    const refused = async (label: string, reason: RegExp): Promise<void> => {
      const error = await vault.get(place).then(
        (secret) => t.fail(`${label}: opened`, { secret }),
        (problem: unknown) => problem,
      )
      t.ok(Problem.is(error) && error.code === 'secret_unavailable', label)
      t.match(lines.at(-1), { level: 50, ...place, key: /./, msg: reason }, label)
      t.notMatch(JSON.stringify([lines, String(error), error]), /shpat_/, label)
    }
    const ofPlace = (at: typeof place) =>
      sql`tenant = ${at.tenant} and record = ${at.record} and purpose = ${at.purpose}`

    await vault.put(place, text)
    await vault.put(elsewhere, `${text}-2`)
    await sql`update secrets set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where ${ofPlace(place)}`.execute(
      database,
    )
    await refused('a bit of the secret', /was changed/)
    await vault.put(place, text)
    await sql`update secrets set wrapped_key = set_byte(wrapped_key, 20, get_byte(wrapped_key, 20) # 1) where ${ofPlace(place)}`.execute(
      database,
    )
    await refused('the data key', /was changed/)
    await vault.put(place, text)
    await sql`update secrets set version = version + 1000 where ${ofPlace(place)}`.execute(database)
    await refused('the version', /was changed/)
    await vault.put(place, text)
    await sql`
    update secrets set sealed = other.sealed, wrapped_key = other.wrapped_key, version = other.version from secrets other
    where secrets.record = ${place.record} and other.record = ${elsewhere.record}`.execute(database)
    await refused('a row of another place', /older|was changed/)
    await vault.put(place, text)
    await sql`update secrets set key_id = 'b' where ${ofPlace(place)}`.execute(database)
    await refused('the id of the key', /key that wraps a secret is not in the key ring/)

    await vault.put(place, text)
    await vault.get(place)
    const old = await database
      .selectFrom('secrets')
      .selectAll()
      .where('record', '=', place.record)
      .executeTakeFirstOrThrow()
    await vault.put(place, `${text}-new`)
    await database.updateTable('secrets').set(old).where('record', '=', place.record).execute()
    await refused('an earlier day', /older version/)
    t.match(await registry.metrics(), /patchbay_vault_uses_total\{use="get",outcome="unavailable"\} 6/)
    t.match(await vault.get(elsewhere), { text: `${text}-2` })
  }),
)

t.test('a ring that does not open what is stored is refused, and nothing overwritten', (t) =>
  withEachStore(t, async (t, store) => {
    const [a, b] = [newEntry('a'), newEntry('b')]
    const { vault } = await openTestVault(t, store, ringOf(a))
    await vault.put(place, text)
    const everything = async (): Promise<unknown> => ({
      secrets: await store.database.selectFrom('secrets').selectAll().execute(),
      keys: await store.database.selectFrom('vault_keys').selectAll().execute(),
    })
    const before = await everything()
    await t.rejects(openTestVault(t, store, ringOf('a')), /PATCHBAY_KEYS: the key "a" is another one/)
    await t.rejects(openTestVault(t, store, ringOf(b)), /the key "a" is missing; 1 secrets need it/)
    await t.rejects(openTestVault(t, store, ringOf(b, 'a')), /the key "a" is another one/)
    t.same(await everything(), before)

    const grown = await openTestVault(t, store, ringOf(b, a))
    t.match(await grown.vault.get(place), { text })
    await grown.vault.put({ ...place, purpose: 'tokens' }, text)
    t.match(await grown.keeper.status(), {
      keys: [
        { id: 'a', isActive: true, isInRing: true, secrets: 2 },
        { id: 'b', isActive: false, isInRing: true, secrets: 0 },
      ],
    })
    t.match(
      await vault.get({ ...place, purpose: 'tokens' }),
      { text },
      'which those without the new key can read',
    )
  }),
)

t.test('a key that wraps nothing may go without a rotation', (t) =>
  withEachStore(t, async (t, store) => {
    await openTestVault(t, store, ringOf('a'))
    const { keeper, vault } = await openTestVault(t, store, ringOf('b'))
    await vault.put(place, text)
    t.match(await keeper.status(), {
      keys: [
        { id: 'a', isActive: false, retiredAt: Date },
        { id: 'b', isActive: true, secrets: 1 },
      ],
    })
  }),
)

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { Problem } from '@patchbay/contract'
import { holdRing } from '../../../src/vault/ring/held-ring.ts'
import { addKeyToFile, findKeyRing } from '../../../src/vault/ring/provide-key-ring.ts'
import { beforeAll, rewrapBatch } from '../../../src/vault/rotation/rewrap-batch.ts'
import type { VaultKeeper, VaultStatus } from '../../../src/vault/rotation/vault-keeper.ts'
import type { Vault } from '../../../src/vault/vault.ts'
import { newEntry, openTestVault, place, quickly, ringOf } from '../../support/open-test-vault.ts'
import { until } from '../../support/until.ts'
import { withEachStore } from '../../support/with-each-store.ts'

const many = 20
const placeOf = (index: number) => ({ ...place, record: `c${index}` })

async function fill(vault: Vault): Promise<void> {
  for (let index = 0; index < many; index += 1) await vault.put(placeOf(index), `secret ${index}`)
}

async function expectAll(t: Test, vault: Vault, label: string): Promise<void> {
  const texts: Array<string | undefined> = []
  for (let index = 0; index < many; index += 1) texts.push((await vault.get(placeOf(index)))?.text)
  t.same(
    texts,
    Array.from({ length: many }, (_, index) => `secret ${index}`),
    label,
  )
}

async function finished(t: Test, keeper: VaultKeeper): Promise<VaultStatus> {
  t.ok(
    await until(async () => (await keeper.status()).rotation?.state !== 'running', 30_000),
    'the rotation ends',
  )
  return keeper.status()
}

t.test('a rotation passes every secret on to the first key, and the old key may leave', (t) =>
  withEachStore(t, async (t, store) => {
    const [a, b] = [newEntry('a'), newEntry('b')]
    const before = await openTestVault(t, store, ringOf(a))
    await fill(before.vault)
    t.match(await before.keeper.status(), { rotation: undefined })
    await before.close()

    const { vault, keeper, close } = await openTestVault(t, store, ringOf(b, a))
    const begun = await keeper.rotate('operator')
    t.match(begun.rotation, { keyId: 'b', startedBy: 'operator', total: many })
    await expectAll(t, vault, 'while it goes on')
    t.match(await finished(t, keeper), {
      keys: [
        { id: 'a', isActive: false, isInRing: true, secrets: 0 },
        { id: 'b', isActive: true, isInRing: true, secrets: many },
      ],
      rotation: { state: 'done', total: many, done: many, left: 0, unreadable: 0 },
    })
    await expectAll(t, vault, 'afterwards')
    t.match((await keeper.rotate('operator')).rotation, { state: 'done', total: 0 }, 'again is no harm')
    await close()

    const after = await openTestVault(t, store, ringOf(b))
    await expectAll(t, after.vault, 'without the old key')
    t.match(await after.keeper.status(), {
      keys: [{ id: 'a', isInRing: false, retiredAt: Date }, { id: 'b' }],
    })
    await t.rejects(openTestVault(t, store, ringOf(a)), /the key "b" is missing; 20 secrets need it/)
    const back = await openTestVault(t, store, ringOf(a, b))
    await t.rejects(back.keeper.rotate('operator'), /the key "a" was retired on .*; put a new one first/)
    await expectAll(t, back.vault, 'a retired key changes nothing')
  }),
)

t.test('several instances share the work, while others write, whatever key they know', (t) =>
  withEachStore(t, async (t, store) => {
    const [a, b] = [newEntry('a'), newEntry('b')]
    const old = await openTestVault(t, store, ringOf(a, b))
    await fill(old.vault)
    const fleet = [
      await openTestVault(t, store, ringOf(b, a)),
      await openTestVault(t, store, ringOf(b, a)),
      await openTestVault(t, store, ringOf(b, a)),
    ]
    const [first] = fleet
    if (first === undefined) return
    await Promise.all(fleet.map(({ keeper }) => keeper.rotate('operator')))
    for (let index = 0; index < many; index += 2) await old.vault.put(placeOf(index), `secret ${index}`)
    t.match(await finished(t, first.keeper), { rotation: { state: 'done', left: 0 } })
    t.match(await first.keeper.status(), { keys: [{ secrets: 0 }, { secrets: many }] })
    for (const { vault } of [...fleet, old]) await expectAll(t, vault, 'on every instance')
  }),
)

t.test('what is cut off at any batch goes on where it was', (t) =>
  withEachStore(t, async (t, store) => {
    const [a, b] = [newEntry('a'), newEntry('b')]
    const before = await openTestVault(t, store, ringOf(a))
    await fill(before.vault)
    await before.close()
    for (let start = 0; start < 6; start += 1) {
      const { keeper, close, vault } = await openTestVault(t, store, ringOf(b, a), {
        ...quickly,
        batch: 4,
        pause: 60_000,
      })
      if (start === 0) await keeper.rotate('operator')
      const done = Math.min(many, 4 * (start + 1))
      t.ok(
        await until(async () => (await keeper.status()).rotation?.done === done, 20_000),
        `${done} are done`,
      )
      await expectAll(t, vault, 'in between')
      await close()
    }
    const { keeper } = await openTestVault(t, store, ringOf(b, a))
    t.match(await finished(t, keeper), { rotation: { state: 'done', total: many, done: many } })
  }),
)

t.test('a batch is passed on whole or not at all', (t) =>
  withEachStore(t, async (t, store) => {
    const [a, b] = [newEntry('a'), newEntry('b')]
    const { vault } = await openTestVault(t, store, ringOf(a, b))
    await fill(vault)
    const log = pino({ level: 'silent' })
    const ring = holdRing({ store, log, now: Date.now, given: ringOf(a, b), make: async () => ringOf(a, b) })
    const cut = {
      ...store,
      transaction: async <T>(work: (database: typeof store.database) => Promise<T>): Promise<T> =>
        store.transaction(async (database) => {
          await work(database)
          throw new Error('the power went')
        }),
    }
    await t.rejects(rewrapBatch({ store: cut, ring, log }, 'b', beforeAll, 10), /the power went/)
    const [counts] = await store.database
      .selectFrom('secrets')
      .select(({ fn }) => ['key_id', fn.countAll<number>().as('count')])
      .groupBy('key_id')
      .execute()
    t.same(counts, { key_id: 'a', count: many })
  }),
)

t.test('a secret that cannot be opened is left, told, and does not stop the rest', (t) =>
  withEachStore(t, async (t, store) => {
    const [a, b] = [newEntry('a'), newEntry('b')]
    const { vault, keeper, lines, registry } = await openTestVault(t, store, ringOf(b, a))
    await sql`update vault_keys set is_active = false`.execute(store.database)
    await sql`update vault_keys set is_active = true where id = 'a'`.execute(store.database)
    await fill(vault)
    await sql`update secrets set wrapped_key = '\\x0102' where record = 'c7'`.execute(store.database)
    await keeper.rotate('operator')
    t.match(await finished(t, keeper), {
      rotation: { state: 'incomplete', done: many - 1, left: 1, unreadable: 1 },
    })
    t.ok(lines.some((line) => line['record'] === 'c7' && /was changed/.test(String(line['msg']))))
    t.match(await registry.metrics(), /patchbay_vault_rewrapped_total\{outcome="ok"\} 19/)
    await vault.put(placeOf(7), 'secret 7')
    await keeper.rotate('operator')
    t.match(await finished(t, keeper), { rotation: { state: 'done', left: 0 } })
    await expectAll(t, vault, 'once it was put anew')
  }),
)

t.test('a key in a file is found without a restart', (t) =>
  withEachStore(t, async (t, store) => {
    const file = join(t.testdir(), 'ring')
    writeFileSync(file, newEntry('a'), { mode: 0o600 })
    const provided = findKeyRing({ dataFolder: '', generatedKeys: false, keysFile: file })
    if (provided === undefined) throw new Error('the file is there')
    const one = await openTestVault(t, store, provided)
    const two = await openTestVault(t, store, provided)
    await fill(one.vault)
    const added = addKeyToFile(file, Date.now())
    await one.keeper.rotate('operator')
    t.match(await finished(t, one.keeper), {
      keys: [
        { id: 'a', secrets: 0 },
        { id: added, isActive: true, secrets: many },
      ],
    })
    await expectAll(t, two.vault, 'by the other instance')

    writeFileSync(file, 'nonsense')
    const error = await one.keeper.rotate('operator').catch((problem: unknown) => problem)
    t.ok(Problem.is(error) && error.code === 'conflict')
    writeFileSync(file, newEntry(added))
    await t.rejects(one.keeper.rotate('operator'), /is another one than the store was written with/)
    await expectAll(t, one.vault, 'a bad file changes nothing')
  }),
)

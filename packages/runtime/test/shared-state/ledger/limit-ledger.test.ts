import t from 'tap'
import { createLimitLedger, type LedgerPage } from '../../../src/shared-state/ledger/limit-ledger.ts'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import { withEachStore } from '../../support/with-each-store.ts'

const endsAt = Date.UTC(2026, 10, 23)
const page = (name: string, period = '2026-11-22', ends = endsAt): LedgerPage => ({
  key: sharedKey('vendor', 'limit', name),
  period,
  endsAt: ends,
})

t.test('amounts add up, each page for itself, up to what is given as the most', async (t) => {
  await withEachStore(t, async (t, store) => {
    const ledger = createLimitLedger(store)
    t.equal(await ledger.add({ ...page('a'), amount: 2.5 }, 10), 2.5)
    t.equal(await ledger.add({ ...page('a'), amount: 7.5 }, 10), 10)
    t.equal(await ledger.add({ ...page('a'), amount: 0.25 }, 10), undefined, 'that would be more')
    t.equal(await ledger.add({ ...page('a'), amount: 5 }), 15, 'what is owed is written in any case')
    t.equal(await ledger.add({ ...page('a', '2026-11-23'), amount: 1 }, 10), 1, 'another day')
    t.equal(await ledger.add({ ...page('b'), amount: 3 }, 10), 3)
    const pages = [page('b'), page('c'), page('a'), page('a', '2026-11-23')]
    t.same(await ledger.read(pages), [3, 0, 15, 1], 'in the order of the question')
    t.same(await ledger.read([]), [])
  })
})

t.test('of takers at once no two get the same', async (t) => {
  await withEachStore(t, async (t, store) => {
    const ledger = createLimitLedger(store)
    const entry = { ...page('a'), amount: 3 }
    const written = await Promise.all(Array.from({ length: 20 }, () => ledger.add(entry, 10)))
    t.same(
      written.filter((total) => total !== undefined).toSorted((one, other) => one - other),
      [3, 6, 9],
    )
    t.same(await ledger.read([entry]), [9])
  })
})

t.test('what is given back is taken off, and never more than there is', async (t) => {
  await withEachStore(t, async (t, store) => {
    const ledger = createLimitLedger(store)
    const many = Array.from({ length: 1_200 }, (_, index) => page(`site ${index}`))
    for (const one of [page('a'), page('b'), page('site 0'), page('site 1199')]) {
      await ledger.add({ ...one, amount: 5 })
    }
    await ledger.giveBack([
      { ...page('a'), amount: 1.5 },
      { ...page('b'), amount: 8 },
      { ...page('never written'), amount: 1 },
      ...many.map((one) => ({ ...one, amount: 2 })),
    ])
    const pages = [page('a'), page('b'), page('never written'), page('site 0'), page('site 1199')]
    t.same(await ledger.read(pages), [3.5, 0, 0, 3, 3])
    await ledger.giveBack([])
  })
})

t.test('periods that ended long ago are forgotten, and no others', async (t) => {
  await withEachStore(t, async (t, store) => {
    const ledger = createLimitLedger(store)
    const old = Array.from({ length: 501 }, (_, index) => page(`site ${index}`, '2026-11-20', endsAt - 2))
    for (const one of [...old, page('site 0')]) await ledger.add({ ...one, amount: 1 })
    await ledger.forget(endsAt - 2)
    t.same(await ledger.read([page('site 0', '2026-11-20')]), [1], 'not before it')
    await ledger.forget(endsAt - 1)
    const rows = await store.database.selectFrom('limit_ledger').selectAll().execute()
    t.match(rows, [{ period: '2026-11-22', taken: 1, ends_at: new Date(endsAt) }])
    t.equal(rows.length, 1)
  })
})

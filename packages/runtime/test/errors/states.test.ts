import t from 'tap'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'
import { openFailing } from './open-failing.ts'

const hour = 3_600_000
const day = 24 * hour
const begin = Date.UTC(2026, 10, 1, 12)

t.test('what is muted until a time is open from then on', (t) =>
  withEachStore(t, async (t, store) => {
    const clock = { now: begin }
    const { fail, groups, patch } = await openFailing(t, { store, clock })
    await fail()
    t.ok(await until(async () => (await groups()).length === 1))
    const id = (await groups())[0]?.id ?? ''
    const mutedUntil = new Date(begin + hour).toISOString()
    t.equal((await patch(id, { state: 'muted', mutedUntil, note: 'known' })).status, 200)
    await fail()
    t.ok(await until(async () => (await groups())[0]?.count === 2), 'it is counted meanwhile')
    t.match(await groups('?state=muted'), [{ id, state: 'muted', mutedUntil, note: 'known' }])
    t.same(await groups('?state=open'), [])

    clock.now += hour
    t.same(await groups('?state=muted'), [])
    t.match(await groups('?state=open'), [{ id, state: 'open', mutedUntil: null, isRegression: false }])
    t.equal((await patch(id, { state: 'muted' })).status, 200)
    clock.now += 10 * day
    t.match(await groups('?state=muted'), [{ id, mutedUntil: null }], 'without a time it stays so')
  }),
)

t.test('what is resolved comes back as a regression, once, and can be resolved anew', (t) =>
  withEachStore(t, async (t, store) => {
    const clock = { now: begin }
    const { fail, groups, patch, metric } = await openFailing(t, { store, clock })
    const regressions = () => metric(/^patchbay_error_groups_total\{connector="some",event="regression"\}/)
    await fail()
    t.ok(await until(async () => (await groups()).length === 1))
    const id = (await groups())[0]?.id ?? ''
    for (const round of [1, 2]) {
      t.equal((await patch(id, { state: 'resolved' })).status, 200)
      t.match(await groups(), [{ state: 'resolved', isRegression: false }])
      clock.now += 1_000
      await fail()
      await fail()
      t.ok(await until(async () => (await groups())[0]?.count === 1 + 2 * round))
      t.match(await groups(), [{ id, state: 'open', isRegression: true }])
      t.equal(await regressions(), round)
    }
  }),
)

t.test('hours are kept for 30 days, and groups for 90 after they were seen last', (t) =>
  withEachStore(t, async (t, store) => {
    const clock = { now: begin }
    const first = await openFailing(t, { store, clock })
    await first.fail({ words: 'It is old' })
    t.ok(await until(async () => (await first.groups()).length === 1))
    clock.now += 31 * day
    await first.fail({ words: 'It is new' })
    t.ok(await until(async () => (await first.groups()).length === 2))
    t.match(await first.groups(), [
      { title: 'It is new', hours: [{ at: new Date(begin + 31 * day).toISOString(), count: 1 }] },
      { title: 'It is old', hours: [] },
    ])
    const hours = () => store.database.selectFrom('error_hours').select('hour').execute()
    t.equal((await hours()).length, 2)

    // One that starts cleans at once.
    await openFailing(t, { store, clock })
    t.ok(await until(async () => (await hours()).length === 1), 'the old hour is forgotten')
    t.equal((await first.groups()).length, 2, 'its group is not')
    clock.now = begin + 91 * day
    const last = await openFailing(t, { store, clock })
    t.ok(await until(async () => (await last.groups()).length === 1))
    t.match(await last.groups(), [{ title: 'It is new' }])
  }),
)

import t from 'tap'
import type { Store } from '../../src/store/store.ts'
import { adminKey } from '../support/open-app.ts'
import { until } from '../support/until.ts'
import { withEachStore, anyStore } from '../support/with-each-store.ts'
import { openFailing, type FailingApp, type FailingInput } from './open-failing.ts'

/** Past the network, which is not what is measured here. */
async function storm(
  { app }: FailingApp,
  times: number,
  inputOf: (number: number) => FailingInput,
): Promise<void> {
  for (let begun = 0; begun < times; begun += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, number) =>
        app.inject({
          method: 'POST',
          url: '/v1/connectors/some/thing.get',
          headers: { authorization: `Bearer ${adminKey}` },
          payload: inputOf(begun + number),
        }),
      ),
    )
  }
}
const patience = 60_000
const word = (number: number): string =>
  String(number).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))

t.test('a storm of 10,000 errors is counted to the last one', async (t) => {
  const app = await openFailing(t, { settings: { callRate: 'off', readRate: 'off' } })
  await storm(app, 5_000, (number) => ({ words: `It failed as ${word(number % 4)}`, status: 502 }))
  t.ok(await until(async () => (await app.total()) === 5_000, patience), 'of few kinds')
  const few = await app.groups()
  t.same(
    few.map(({ count }) => count),
    [1_250, 1_250, 1_250, 1_250],
  )

  await storm(app, 5_000, (number) => ({ words: `It failed as ${word(number)}` }))
  await until(async () => (await app.total()) === 10_000, patience)
  t.equal(await app.total(), 10_000, 'and of many')
  t.ok((await app.groups('?limit=200')).length <= 4 + 51 * 2, 'which does not push out all others')
  t.equal(await app.metric(/^patchbay_error_occurrences_dropped_total/), 0)
})

t.test('two instances count into one group', (t) =>
  withEachStore(t, async (t, store) => {
    const apps = await Promise.all([openFailing(t, { store }), openFailing(t, { store })])
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(apps.map(({ fail }) => fail({ words: `Order ${round} failed` })))
    }
    t.ok(await until(async () => (await apps[0].total()) === 10))
    t.match(await apps[1].groups(), [{ count: 10, state: 'open' }])
    t.equal((await apps[1].groups()).length, 1)
    const news = await Promise.all(
      apps.map(({ metric }) => metric(/^patchbay_error_groups_total\{.*event="new"/)),
    )
    t.equal(
      news.reduce((sum: number, count = 0) => sum + count, 0),
      1,
      'it is new once',
    )
  }),
)

t.test('nothing is lost while the store is away for a while', async (t) => {
  const store = await anyStore(t)
  let isAway = false
  let refused = 0
  const flaky: Store = {
    ...store,
    transaction(work) {
      if (!isAway) return store.transaction(work)
      refused += 1
      return Promise.reject(new Error('away'))
    },
  }
  const app = await openFailing(t, { store: flaky })
  await app.fail()
  t.ok(await until(async () => (await app.total()) === 1))
  isAway = true
  for (let number = 0; number < 20; number += 1) await app.fail({ words: `It failed as ${word(number % 3)}` })
  const before = refused
  t.ok(await until(() => refused >= before + 2), 'it is tried in vain')
  t.equal(await app.total(), 1)
  isAway = false
  t.ok(await until(async () => (await app.total()) === 21))
  t.equal((await app.groups()).length, 4)
  t.equal(await app.metric(/^patchbay_error_occurrences_dropped_total/), 0)
  const said = app.lines().map(({ msg }) => msg)
  t.ok(said.includes('groups of errors cannot be stored now; they are kept'))
  t.ok(said.includes('groups of errors are stored again'))
})

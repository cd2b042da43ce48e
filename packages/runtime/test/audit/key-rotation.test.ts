import t, { type Test } from 'tap'
import { digestOf } from '../../src/audit/digest.ts'
import type { Store } from '../../src/store/store.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { newEntry } from '../support/open-test-vault.ts'
import { withEachStore } from '../support/with-each-store.ts'

const dataOf = ({ text }: { readonly text: string }) => (JSON.parse(text) as { data: unknown }).data
const verified = async ({ get }: OpenApp) => dataOf(await get('/v1/audit/verification'))

/** A server with this ring, which ends with the body. */
async function withRing(
  t: Test,
  store: Store,
  keys: string,
  body: (app: OpenApp) => Promise<void>,
): Promise<void> {
  const app = await openApp(t, { settings: { keys, dataFolder: t.testdir({}) }, dependencies: { store } })
  await body(app)
  await app.app.close()
}

t.test('the audit verifies and goes on once the key before has left the ring, at once', (t) =>
  withEachStore(t, async (t, store) => {
    const [a, b] = [newEntry('a'), newEntry('b')]
    await withRing(t, store, a, async ({ post }) => {
      await post('/v1/keys', { name: 'one', role: 'viewer' })
    })
    await withRing(t, store, `${b},${a}`, async (app) => {
      t.equal((await app.post('/v1/vault/rotation', {})).status, 202)
      const { rotation } = dataOf(await app.get('/v1/vault')) as { rotation: object }
      t.match(rotation, { state: 'done' }, 'so the key before may leave')
    })
    await withRing(t, store, b, async (app) => {
      t.match(await verified(app), { isIntact: true, entries: 2 })
      await app.post('/v1/keys', { name: 'two', role: 'viewer' })
      await app.post('/v1/breakers/none/open', {})
      t.match(await verified(app), { isIntact: true, entries: 4 }, 'and nothing was taken for harmed')
      const entries = dataOf(await app.get('/v1/audit?action=vault.rotate'))
      const [before, after] = ['a', 'b'].map((id) => digestOf({ active: true, id }))
      t.match(entries, [{ target: 'key-ring', outcome: 'ok', before, after }])
    })
  }),
)

t.test('two instances that write while the ring is rotated write one log', (t) =>
  withEachStore(t, async (t, store) => {
    const [a, b] = [newEntry('a'), newEntry('b')]
    const open = () =>
      openApp(t, {
        settings: { keys: `${b},${a}`, dataFolder: t.testdir({}) },
        dependencies: { store },
      })
    await withRing(t, store, a, async ({ post }) => {
      await post('/v1/keys', { name: 'one', role: 'viewer' })
    })
    const apps = [await open(), await open()]
    await Promise.all([
      apps[0]?.post('/v1/vault/rotation', {}),
      ...Array.from({ length: 10 }, (_, index) => apps[index % 2]?.post('/v1/breakers/none/open', {})),
      ...Array.from({ length: 10 }, (_, index) =>
        apps[index % 2]?.post('/v1/keys', { name: 'x', role: 'viewer' }),
      ),
    ])
    const [one] = apps as [OpenApp, OpenApp]
    t.match(await verified(one), { isIntact: true, entries: 22 })
  }),
)

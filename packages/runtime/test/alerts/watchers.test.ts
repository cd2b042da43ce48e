import { EventEmitter } from 'node:events'
import t from 'tap'
import { watchBreakers } from '../../src/alerts/open-breakers.ts'
import { lookAround, type Watcher } from '../../src/alerts/findings.ts'
import type { Breakers } from '../../src/vendor/breaker/open-breakers.ts'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'
import { minute, openWatched } from './open-watched.ts'

interface Shown {
  readonly name: string
  readonly severity: string
  readonly connector: string
  readonly subject: string | null
}

t.test('a breaker that stays open is told, whatever is tried in between', async (t) => {
  let now = 1_000_000
  let state = 'closed'
  const breaker = {
    id: 'echo:https://api.example.com',
    connector: 'echo',
    origin: 'https://api.example.com',
    get state() {
      return state
    },
    status: () => ({ since: new Date(now).toISOString() }),
  }
  const events = new EventEmitter()
  const breakers = { list: (tenant?: string) => (tenant === 'other' ? [] : [breaker]), events }
  const watcher = watchBreakers(breakers as unknown as Breakers, 2 * minute, () => now)
  const become = (to: string): void => {
    state = to
    events.emit('transition', { breaker, from: '', to, isOwn: true })
  }
  const look = () => watcher.look(new Set(['*', 'other']))
  t.same(await look(), [])
  become('open')
  now += minute
  become('half-open')
  become('open')
  t.same(await look(), [], 'not for long enough')
  now += minute
  t.match(await look(), [
    { scope: '*', name: 'breaker-open', severity: 'page', connector: 'echo', subject: breaker.origin },
  ])
  become('closed')
  t.same(await look(), [])
  become('isolated')
  now += 10 * minute
  t.same(await look(), [], 'what somebody has done by hand he knows')
  watcher.close()
  t.equal(events.listenerCount('transition'), 0)
})

t.test('one who cannot tell says nothing of his alerts, and keeps nobody else from it', async (t) => {
  const failing: Watcher = {
    names: ['breaker-open'],
    look: () => Promise.reject(new Error('no')),
  }
  const quiet: Watcher = { names: ['support-ending'], look: async () => [] }
  const { known, conditions, failures } = await lookAround([failing, quiet], new Set(['*']))
  t.same([...known], ['support-ending'])
  t.same(conditions, [])
  t.equal(failures.length, 1)
})

t.test('connections that need a person are told to their tenant, and counted for the installation', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await openWatched(t, store, { settings: { useMockData: false } })
    const connection = { id: 'desk', connector: 'echo', credentials: { key: 'vendor-secret-key' } }
    const made = await app.send('POST', '/v1/connections', connection)
    t.equal(made.status, 201, made.text)
    await app.send('PUT', '/v1/slo/echo:latency', { target: 0.9 })
    const firing = (query = '') => app.data<Shown[]>(app.get(`/v1/alerts?state=firing${query}`))
    t.same(await firing(), [])
    await store.database.updateTable('connections').set({ state: 'reauthorize' }).execute()
    t.ok(await until(async () => (await firing()).length === 1))
    t.match(await firing(), [
      { name: 'connection-failing', severity: 'ticket', connector: 'echo', subject: 'desk' },
    ])
    t.match(await firing('&tenant=*'), [{ name: 'connection-failing', connector: 'echo', subject: null }])
    await store.database.updateTable('connections').set({ state: 'active' }).execute()
    t.ok(await until(async () => (await firing()).length === 0), 'it is over by itself')
  }),
)

t.test('a connector that could not be loaded is told to the operator', (t) =>
  withEachStore(t, async (t, store) => {
    const connectors = './fixtures/connectors/echo,./fixtures/connectors/none'
    const app = await openWatched(t, store, { settings: { connectors } })
    const firing = () => app.data<Shown[]>(app.get('/v1/alerts?tenant=*&state=firing'))
    t.ok(await until(async () => (await firing()).length > 0))
    t.match(await firing(), [
      { name: 'connector-quarantined', severity: 'ticket', connector: 'none', subject: 'package_missing' },
    ])
  }),
)

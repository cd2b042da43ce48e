import t from 'tap'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'
import { hour, minute, openWatched } from './open-watched.ts'
import { signatureOf, startReceiver } from './start-receiver.ts'

interface Shown {
  readonly id: string
  readonly name: string
  readonly severity: string
  readonly state: string
  readonly connector: string
  readonly summary: string
  readonly runbook: string
  readonly rule: { readonly rate: number }
}

t.test('an outage is told once by page and ticket, and once that it is over', (t) =>
  withEachStore(t, async (t, store) => {
    const receiver = await startReceiver(t)
    const app = await openWatched(t, store, { egressAllow: [receiver.url] })
    const made = await app.send('POST', '/v1/alert-targets?tenant=*', {
      name: 'on call',
      kind: 'webhook',
      address: `${receiver.url}/hook?token=very-secret-token`,
    })
    t.equal(made.status, 201, made.text)
    const { signingSecret, address } = await app.data<{ signingSecret: string; address: string }>(made)
    t.match(signingSecret, /^whsec_/)
    t.equal(address, `${receiver.url}/…`, 'the address is masked')

    app.traffic(2 * hour, 60, 0)
    const firing = () => app.data<Shown[]>(app.get('/v1/alerts?tenant=*&state=firing'))
    t.same(await firing(), [], 'nothing is wrong yet')
    app.pass(10 * minute)
    app.traffic(10 * minute, 60, 1)
    t.ok(await until(async () => (await firing()).length === 2), 'both severities are raised')
    const alerts = await firing()
    t.match(
      alerts.toSorted((one, other) => (one.severity < other.severity ? -1 : 1)),
      [
        { name: 'availability-burning', severity: 'page', connector: 'echo', rule: { rate: 14.4 } },
        { name: 'availability-burning', severity: 'ticket', rule: { rate: 3 } },
      ],
    )
    t.ok(await until(() => receiver.received.length === 2), 'both are told')
    for (const message of receiver.received) {
      t.equal(message.headers['webhook-signature'], signatureOf(message, signingSecret), 'it is signed')
      t.match(message.body, { type: 'alert.firing', data: { state: 'firing', tenant: null } })
      t.match(message.headers['webhook-id'], /^msg_/)
    }
    const metric = await app.metric(/^patchbay_alerts\{severity="page",state="firing"\}/)
    t.equal(metric, 1, 'it is a metric')
    t.ok(((await app.metric(/^patchbay_objective_burn_rate\{.*"5m"\}/)) ?? 0) > 6)

    app.pass(7 * hour)
    app.traffic(7 * hour, 60, 0)
    t.ok(await until(async () => (await firing()).length === 0), 'the short windows have ended it')
    t.ok(await until(() => receiver.received.length === 4), 'that is told as well')
    t.same(
      receiver.received.slice(2).map(({ body }) => body.type),
      ['alert.resolved', 'alert.resolved'],
    )
    t.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 4)
    const [target] = await app.data<{ lastDelivery: { outcome: string } }[]>(
      app.get('/v1/alert-targets?tenant=*'),
    )
    t.equal(target?.lastDelivery.outcome, 'delivered: 200')
    t.notMatch(JSON.stringify(app.lines()), /very-secret-token/, 'no secret is logged')
  }),
)

t.test('what cannot be read leaves alerts as they are, also over a restart', (t) =>
  withEachStore(t, async (t, store) => {
    const receiver = await startReceiver(t)
    const clock = { now: Date.UTC(2026, 10, 1, 12) }
    const options = { egressAllow: [receiver.url], clock }
    const first = await openWatched(t, store, options)
    const target = { name: 'on call', kind: 'slack', address: `${receiver.url}/s`, severities: ['page'] }
    t.equal((await first.send('POST', '/v1/alert-targets?tenant=*', target)).status, 201)
    first.pass(15 * minute) // so that the longest windows are read anew
    first.traffic(hour, 60, 1)
    t.ok(await until(() => receiver.received.length === 1), 'it is told')
    t.match(receiver.received[0]?.body, { text: /FIRING.*page/, blocks: [{ type: 'header' }] })

    first.history.fail(new Error('the history is away'))
    const asked = first.history.asked.length
    t.ok(await until(() => first.history.asked.length > asked + 40), 'it is asked in vain')
    const firing = (app: typeof first) => app.data<Shown[]>(app.get('/v1/alerts?tenant=*&state=firing'))
    t.equal((await firing(first)).length, 2, 'the alerts go on')
    const ids = (await firing(first)).map(({ id }) => id)
    await first.app.close()

    const { history } = first
    history.fail(undefined)
    const second = await openWatched(t, store, { ...options, history })
    const before = history.asked.length
    t.ok(await until(() => history.asked.length > before + 40), 'the next instance looks')
    t.same(
      (await firing(second)).map(({ id }) => id),
      ids,
      'they are the same alerts',
    )
    t.equal(receiver.received.length, 1, 'and nobody is told twice')
  }),
)

t.test('of two instances one looks, and both have one alert told once', (t) =>
  withEachStore(t, async (t, store) => {
    const receiver = await startReceiver(t)
    const clock = { now: Date.UTC(2026, 10, 1, 12) }
    const settings = { alertInterval: '300ms' }
    const one = await openWatched(t, store, { egressAllow: [receiver.url], clock, settings })
    const other = await openWatched(t, store, {
      egressAllow: [receiver.url],
      clock,
      settings,
      history: one.history,
    })
    const target = { name: 'on call', kind: 'webhook', address: receiver.url, severities: ['page'] }
    await one.send('POST', '/v1/alert-targets?tenant=*', target)
    one.traffic(hour, 60, 1)
    t.ok(await until(() => receiver.received.length === 1), 'it is told')
    const shows = async (app: typeof one) =>
      (await app.metric(/^patchbay_alerts\{severity="page"/)) !== undefined
    t.equal([await shows(one), await shows(other)].filter(Boolean).length, 1, 'one of them tells the metrics')
    const leader = (await shows(one)) ? one : other
    const follower = leader === one ? other : one
    await leader.app.close()
    t.ok(await until(() => shows(follower)), 'the other one takes over')
    t.equal(receiver.received.length, 1, 'and tells nothing again')
  }),
)

t.test('one of two calls that fails wakes nobody, and many that do are told late', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await openWatched(t, store)
    const firing = () => app.data<Shown[]>(app.get('/v1/alerts?tenant=*&state=firing'))
    const looks = async () => {
      const { length } = app.history.asked
      t.ok(await until(() => app.history.asked.length > length + 40), 'it is looked for')
    }
    app.history.add({ at: app.now() - minute, calls: 2, vendorErrors: 1 })
    await looks()
    t.same(await firing(), [], 'one failure of two')
    app.pass(15 * minute)
    app.history.add({ at: app.now() - 2 * hour, calls: 9, vendorErrors: 8 })
    await looks()
    t.same(await firing(), [], 'nine failures')
    app.pass(15 * minute)
    app.history.add({ at: app.now() - minute, calls: 1, vendorErrors: 1 })
    t.ok(await until(async () => (await firing()).length === 2), 'ten failures within six hours')
    t.match(await firing(), [{ rule: { long: /6h|1d/ } }, {}])
  }),
)

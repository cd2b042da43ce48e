import t from 'tap'
import { expectProblem } from '../support/expect-problem.ts'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'
import { hour, minute, openWatched } from '../alerts/open-watched.ts'

interface Shown {
  readonly id: string
  readonly target: number
  readonly threshold: number | null
  readonly source: string
  readonly attained: number | null
  readonly total: number
  readonly good: number
  readonly budget: { readonly total: number; readonly spent: number; readonly left: number | null }
  readonly burn: { readonly window: string; readonly rate: number }[]
  readonly firing: string[]
}

t.test('objectives are measured by what was counted', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await openWatched(t, store)
    const list = async (query = '', headers = {}) => app.data<Shown[]>(app.get(`/v1/slo${query}`, headers))
    t.match(await list(), [
      { id: 'echo:availability', attained: null, total: 0, budget: { left: null }, threshold: null },
      { id: 'echo:latency', threshold: 5 },
      { id: 'echo:freshness' },
    ])
    app.pass(hour)
    app.history.add({
      at: app.now() - 2 * hour,
      calls: 1_100,
      callerErrors: 100,
      vendorErrors: 5,
      seconds: 0.2,
    })
    app.history.add({ at: app.now() - minute, calls: 100, staleAnswers: 10, seconds: 20 })
    app.history.add({ at: app.now() - minute, tenant: 'other', calls: 100, vendorErrors: 100 })
    const [availability, latency, freshness] = await list()
    t.match(availability, { total: 1_100, good: 1_095, attained: 1_095 / 1_100, firing: [] })
    t.ok(Math.abs((availability?.budget.total ?? 0) - 11) < 1e-9)
    t.equal(availability?.budget.spent, 5)
    t.match(latency, { total: 1_100, good: 1_000 })
    t.match(freshness, { total: 1_095, good: 1_085 })
    t.same(
      availability?.burn.map(({ window }) => window),
      ['5m', '30m', '1h', '2h', '6h', '1d', '3d'],
    )
    t.match(latency?.burn[0], { window: '5m', rate: 20 }, 'all were slow in the last minutes')
    const [all] = await list('?tenant=*')
    t.match(all, { total: 1_200, good: 1_095 }, 'the installation is all tenants')
    app.pass(10_000)
    t.match((await list('', { 'patchbay-tenant': 'default' }))[0], { total: 1_100 })
  }),
)

t.test('a tenant promises otherwise, and takes it back', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await openWatched(t, store)
    const put = (id: string, body: object, query = '') => app.send('PUT', `/v1/slo/${id}${query}`, body)
    const changed = await put('echo:latency', { target: 0.8, threshold: 0.5 })
    t.equal(changed.status, 200, changed.text)
    t.match(await app.data(changed), { id: 'echo:latency', target: 0.8, threshold: 0.5, source: 'tenant' })
    t.match(await app.data(put('echo:latency', { target: 0.9 })), { target: 0.9, threshold: 0.5 })
    const list = await app.data<Shown[]>(app.get('/v1/slo?tenant=*'))
    t.match(list[1], { target: 0.95, source: 'default' }, 'nobody else is promised that')

    for (const [id, body, path] of [
      ['echo:latency', { target: 0.8, threshold: 2 }, '/threshold'],
      ['echo:availability', { target: 0.8, threshold: 1 }, '/threshold'],
      ['echo:availability', { target: 1 }, '/target'],
      ['echo:availability', { target: 0 }, '/target'],
      ['echo:availability', {}, '/target'],
    ] as const) {
      t.match(expectProblem(t, await put(id, body), 'invalid_input').errors, [{ path }])
    }
    for (const id of ['echo:speed', 'none:availability', 'echo']) {
      expectProblem(t, await put(id, { target: 0.9 }), 'not_found')
    }
    const back = await app.send('DELETE', '/v1/slo/echo:latency')
    t.match(await app.data(back), { target: 0.95, threshold: 5, source: 'default' })
    expectProblem(t, await app.send('DELETE', '/v1/slo/echo:latency'), 'not_found')

    const key = await app.data<{ key: string }>(
      app.send('POST', '/v1/keys', { name: 'one', role: 'developer' }),
    )
    const headers = { authorization: `Bearer ${key.key}` }
    t.equal((await app.get('/v1/slo', headers)).status, 200)
    expectProblem(t, await app.send('PUT', '/v1/slo/echo:latency', { target: 0.9 }, headers), 'forbidden')
    expectProblem(t, await app.get('/v1/slo?tenant=*', headers), 'forbidden')
    expectProblem(t, await app.get('/v1/slo?tenant=other', headers), 'not_found')
  }),
)

t.test('a tenant with an objective of its own has alerts of its own', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await openWatched(t, store)
    await app.send('POST', '/v1/tenants', { id: 'acme', title: 'Acme' })
    const acme = { 'patchbay-tenant': 'acme' }
    app.pass(15 * minute)
    app.traffic(hour, 60, 0)
    app.traffic(hour, 10, 0.5, 'acme')
    const firing = (headers = {}) =>
      app.data<{ tenant: string; summary: string }[]>(app.get('/v1/alerts?state=firing', headers))
    const asked = app.history.asked.length
    t.ok(await until(() => app.history.asked.length > asked + 30))
    t.same(await firing(acme), [], 'it is not watched yet')
    t.notOk(app.history.asked.some(({ by }) => by.has('tenant')))

    await app.send('PUT', '/v1/slo/echo:availability', { target: 0.9 }, acme)
    app.pass(15 * minute)
    app.traffic(15 * minute, 10, 0.9, 'acme')
    t.ok(await until(async () => (await firing(acme)).length > 0), 'it is')
    t.match((await firing(acme))[0], { tenant: 'acme', summary: /90 % of calls/ })
    t.same(await firing(), [], 'another tenant has none')
    const ofOne = app.history.asked.filter(({ tenant }) => tenant !== undefined)
    t.equal(ofOne.length, 8, 'only what was answered to the change is asked of one tenant')
    t.ok(
      app.history.asked.some(({ by }) => by.has('tenant')),
      'the rest is asked of all at once',
    )
  }),
)

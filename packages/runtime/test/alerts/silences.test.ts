import t from 'tap'
import { expectProblem } from '../support/expect-problem.ts'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'
import { hour, minute, openWatched } from './open-watched.ts'
import { startReceiver } from './start-receiver.ts'

interface Shown {
  readonly id: string
  readonly silencedBy: string | null
  readonly startedAt: string
}

t.test('what is silenced is shown and not told, until the silence is over', (t) =>
  withEachStore(t, async (t, store) => {
    const receiver = await startReceiver(t)
    const app = await openWatched(t, store, { egressAllow: [receiver.url] })
    const target = { name: 'one', kind: 'webhook', address: receiver.url, severities: ['page'] }
    await app.send('POST', '/v1/alert-targets', target)
    const until1h = new Date(app.now() + 2 * hour).toISOString()
    const body = { connector: 'echo', objective: 'availability', until: until1h, reason: 'moving house' }
    const made = await app.send('POST', '/v1/silences', body)
    t.equal(made.status, 201, made.text)
    const { id } = await app.data<{ id: string }>(made)
    t.match(await app.data(app.get('/v1/silences')), [{ ...body, id, createdBy: 'operator' }])

    app.pass(15 * minute)
    app.traffic(hour, 60, 1)
    const firing = () => app.data<Shown[]>(app.get('/v1/alerts?state=firing'))
    t.ok(await until(async () => (await firing()).length === 2), 'it is raised')
    t.ok((await firing()).every(({ silencedBy }) => silencedBy === id))
    const looks = app.history.asked.length
    t.ok(await until(() => app.history.asked.length > looks + 40))
    t.equal(receiver.received.length, 0, 'and not told')

    t.equal((await app.send('DELETE', `/v1/silences/${id}`)).status, 200)
    await store.database
      .updateTable('alert_deliveries')
      .set({ next_at: new Date(0) })
      .execute()
    t.ok(await until(() => receiver.received.length === 1), 'it is told afterwards, since it goes on')
    expectProblem(t, await app.send('DELETE', `/v1/silences/${id}`), 'not_found')
    for (const [wrong, path] of [
      [{ ...body, until: new Date(app.now() - 1).toISOString() }, '/until'],
      [{ ...body, until: new Date(app.now() + 31 * 24 * hour).toISOString() }, '/until'],
      [{ ...body, until: 'tomorrow' }, '/until'],
      [{ ...body, reason: '' }, '/reason'],
    ] as const) {
      t.match(expectProblem(t, await app.send('POST', '/v1/silences', wrong), 'invalid_input').errors, [
        { path },
      ])
    }
  }),
)

t.test('somebody says that he takes care of an alert', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await openWatched(t, store)
    await app.send('PUT', '/v1/slo/echo:availability', { target: 0.95 })
    app.pass(15 * minute)
    app.traffic(hour, 60, 1)
    const list = (query = '') => app.data<Shown[]>(app.get(`/v1/alerts${query}`))
    t.ok(await until(async () => (await list()).length === 2))
    const [first, second] = await list()
    if (first === undefined || second === undefined) throw new Error('there are no alerts')
    const path = `/v1/alerts/${first.id}/acknowledge`
    const answer = await app.send('POST', path, { note: 'on it' })
    t.match(await app.data(answer), { id: first.id, acknowledged: { by: 'operator', note: 'on it' } })
    t.match(await app.data(app.send('POST', path, {})), { acknowledged: { note: '' } })
    expectProblem(t, await app.send('POST', '/v1/alerts/none/acknowledge', {}), 'not_found')
    expectProblem(t, await app.send('POST', `${path}?tenant=*`, {}), 'not_found')

    const page = await app.get('/v1/alerts?limit=1')
    const { meta } = JSON.parse(page.text) as { meta: { next: string } }
    t.match(await app.data(page), [{ id: first.id }])
    t.match(await list(`?limit=1&cursor=${meta.next}`), [{ id: second.id }])
    t.same(await list('?connector=other'), [])
    app.pass(7 * hour)
    app.traffic(7 * hour, 60, 0)
    t.ok(await until(async () => (await list('?state=firing')).length === 0))
    expectProblem(t, await app.send('POST', path, {}), 'conflict')
  }),
)

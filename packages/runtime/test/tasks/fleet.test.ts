import t, { type Test } from 'tap'
import { newKeyEntry } from '@patchbay/runtime'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { adminKey } from '../support/open-app.ts'
import { heldAnswers, taskFace, type Face, type TaskFace } from '../support/open-tasks.ts'
import { startPatchbay, type ServingPatchbay } from '../support/spawn-patchbay.ts'
import { answerJson, startVendor, type Vendor } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'
import { freshDatabase } from '../support/with-each-store.ts'

const ok = answerJson({ ok: true })
const bearer = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }

interface Instance extends ServingPatchbay, TaskFace {
  readonly face: Face
  readonly ask: (method: string, path: string, body?: unknown, headers?: object) => Promise<Answer>
}

/** Starts instances of one fleet, as processes of their own. */
async function openFleet(t: Test, vendor: Vendor, environment: Record<string, string> = {}) {
  const databaseUrl = await freshDatabase(t)
  const keys = newKeyEntry(0)
  return async (): Promise<Instance> => {
    const instance = await startPatchbay(t, {
      DATABASE_URL: databaseUrl,
      PATCHBAY_KEYS: keys,
      PATCHBAY_CONNECTORS: './fixtures/connectors/probe,./fixtures/connectors/reel',
      PATCHBAY_CONNECTIONS: JSON.stringify(
        ['probe', 'reel'].map((connector) => ({
          id: 'main',
          connector,
          credentials: { key: 'vendor-secret-key' },
          origins: { api: vendor.url },
        })),
      ),
      PATCHBAY_EGRESS_ALLOW: vendor.url,
      PATCHBAY_TASK_LEASE: '3s',
      PATCHBAY_DRAIN_DELAY: '1ms',
      USE_MOCK_DATA: 'false',
      ...environment,
    })
    const ask = (method: string, path: string, body?: unknown, headers: object = {}): Promise<Answer> =>
      fetchAnswer(instance.url + path, {
        method,
        headers: { ...bearer, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    const face = {
      get: (path: string) => ask('GET', path),
      post: (path: string, body: unknown, headers: object = {}) => ask('POST', path, body, headers),
    }
    return { ...instance, ask, face, ...taskFace(face, 'probe') }
  }
}

const kinds = (vendor: Vendor): string[] => vendor.requests.map(({ method }) => method)

interface NewKey {
  readonly data: { readonly id: string; readonly key: string }
}

// One fleet for all of it: each process takes its time to start.
t.test('tasks outlive the instances that run them', async (t) => {
  const vendor = await startVendor(t, ok)
  const launch = await openFleet(t, vendor)
  const first = await launch()
  const second = await launch()

  await t.test('a task is cancelled through any instance', async (t) => {
    const held = heldAnswers(ok)
    vendor.answerWith(held.listener)
    const { id } = await first.start('items.get')
    t.ok(await until(() => vendor.requests.length === 1))
    t.equal((await second.ask('POST', `/v1/tasks/${id}/cancel`, {})).status, 202)
    t.match(await second.settle(id), { state: 'cancelled' })
    t.ok(await until(() => held.left() === 1), 'the one that runs it has left the vendor')
    held.release()
  })

  await t.test('another one goes on with those of one that was killed', async (t) => {
    const held = heldAnswers(ok)
    vendor.answerWith(held.listener)
    vendor.requests.length = 0
    const makeKey = async (name: string): Promise<NewKey['data']> =>
      (JSON.parse((await first.ask('POST', '/v1/keys', { name, role: 'developer' })).text) as NewKey).data
    const revoked = await makeKey('revoked')
    const lessened = await makeKey('lessened')
    const lesser = { authorization: `Bearer ${lessened.key}` }
    const [read, put, write, recovering, , forbidden] = await Promise.all([
      first.start('items.get'),
      first.start('items.put'),
      first.start('items.add'),
      first.start('items.add-once'),
      first.start('items.put', {}, { authorization: `Bearer ${revoked.key}` }),
      first.start('items.put', {}, lesser),
    ])
    t.ok(await until(() => vendor.requests.length === 6), 'all are on their way')
    first.child.kill('SIGKILL')
    await first.exit()
    t.same(kinds(vendor).toSorted(), ['GET', 'POST', 'POST', 'PUT', 'PUT', 'PUT'])
    vendor.answerWith(ok)
    t.equal((await second.ask('DELETE', `/v1/keys/${revoked.id}`)).status, 200)
    t.equal((await second.ask('PATCH', `/v1/keys/${lessened.id}`, { role: 'viewer' })).status, 200)

    t.match(await second.settle(read.id), { state: 'completed' }, 'a read is done again')
    t.match(await second.settle(put.id), { state: 'completed' }, 'so is what may be repeated')
    t.match(
      await second.settle(write.id),
      { state: 'failed', result: { code: 'outcome_unknown' } },
      'nobody knows of a write, and it is not done again',
    )
    const result = await second.ask('GET', `/v1/tasks/${write.id}/result`)
    t.match(JSON.parse(result.text), { code: 'outcome_unknown', operation: 'items.add' })
    t.match(await second.settle(recovering.id), { state: 'completed' }, 'one that recovers finds out')
    const shown = async (): Promise<string> =>
      (await second.ask('GET', `/v1/tasks/${forbidden.id}`, undefined, lesser)).text
    t.ok(await until(async () => shown().then((text) => text.includes('"failed"')), 20_000))
    t.match(
      JSON.parse(await shown()),
      { data: { result: { code: 'forbidden' } } },
      'what it may do counts now',
    )
    const metrics = async (): Promise<string> => (await fetchAnswer(`${second.url}/metrics`)).text
    t.ok(
      await until(async () => metrics().then((text) => text.includes('task_runs_total{outcome="failed"} 3'))),
      'for who was revoked nothing is done at all',
    )
    t.match(await metrics(), /patchbay_tasks_taken_up_total 6/)
    t.same(
      kinds(vendor).slice(6).toSorted(),
      ['GET', 'GET', 'PUT'],
      'the read, the look of the one that recovers, and the repetition: no write was sent twice',
    )
    const entries = await second.ask('GET', '/v1/audit?limit=100')
    const ofCalls = (JSON.parse(entries.text) as { data: Array<{ action: string; outcome: string }> }).data
      .filter(({ action }) => action.startsWith('call.probe/items.add'))
      .map(({ action, outcome }) => `${action} ${outcome}`)
    t.same(
      ofCalls.toSorted(),
      ['call.probe/items.add outcome_unknown', 'call.probe/items.add-once ok'],
      'each write has its entry',
    )
    held.release()
  })

  await t.test('one that is stopped hands over what it has, and a stream goes on where it was', async (t) => {
    let isHolding = true
    const asked: number[] = []
    vendor.answerWith((request, response) => {
      const from = Number(new URL(request.url ?? '/', 'http://vendor').searchParams.get('from'))
      asked.push(from)
      if (from < 6 || !isHolding)
        answerJson({ rows: from >= 9 ? [] : [from, from + 1, from + 2] })(request, response)
    })
    const stream = await taskFace(second.face, 'reel').start('rows.export')
    t.ok(await until(() => asked.includes(6)))
    const third = await launch()
    isHolding = false
    second.child.kill('SIGTERM')
    t.equal(await second.exit(), 0)
    t.match(await third.settle(stream.id), { state: 'completed', done: 9 })
    const { text, headers } = await third.ask('GET', `/v1/tasks/${stream.id}/result`)
    t.match(headers, { 'content-type': 'application/x-ndjson' })
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { data?: { row: number }; meta?: object })
    t.same(
      lines.slice(0, -1).map(({ data }) => data?.row),
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
    )
    t.match(lines.at(-1), { meta: { items: 9, operation: 'rows.export' } })
    t.same(asked, [0, 3, 6, 6, 9], 'no page that was written is read again')
  })
})

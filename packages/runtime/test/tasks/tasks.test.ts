import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { fetchAnswer } from '../support/answer.ts'
import { adminKey } from '../support/open-app.ts'
import { heldAnswers, openTaskProbe, taskIn, type ShownTask } from '../support/open-tasks.ts'
import { answerJson } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'
import { anyStore } from '../support/with-each-store.ts'
import { forgetTasks } from '../../src/tasks/forget-tasks.ts'

const ok = answerJson({ ok: true })

t.test('a call that prefers not to be waited for is a task with the same answer', async (t) => {
  const { start, settle, get, post, vendor, calls, metric } = await openTaskProbe(t, ok)
  for (const operation of ['items.get', 'items.put', 'items.add', 'items.remove']) {
    const answer = await post(`/v1/connectors/probe/${operation}`, {}, { prefer: 'wait=9, Respond-Async' })
    t.equal(answer.status, 202, operation)
    const { id } = taskIn(answer)
    t.match(id, /^task_[\w-]{32}$/)
    t.match(answer.headers, { location: `/v1/tasks/${id}`, 'preference-applied': 'respond-async' })
    const over = await settle(id)
    t.match(over, { state: 'completed', result: { status: 200, href: `/v1/tasks/${id}/result` } })
    const result = await get(`/v1/tasks/${id}/result`)
    t.equal(result.status, 200)
    t.match(JSON.parse(result.text), { data: { ok: true }, meta: { operation, connection: 'main' } })
  }
  t.equal(vendor.requests.length, 4)
  t.match(
    calls().map(({ outcome }) => outcome),
    ['ok', 'ok', 'ok', 'ok'],
  )
  t.equal(await metric(/^patchbay_tasks_created_total/), 4)
  t.equal(await metric(/^patchbay_task_runs_total\{outcome="completed"\}/), 4)
  t.equal(await metric(/^patchbay_tasks_running/), 0)

  const listed = JSON.parse((await get('/v1/tasks?limit=3')).text) as {
    data: ShownTask[]
    meta: { next: string }
  }
  t.equal(listed.data.length, 3)
  const rest = JSON.parse((await get(`/v1/tasks?limit=3&cursor=${listed.meta.next}`)).text) as {
    data: ShownTask[]
    meta: object
  }
  t.equal(rest.data.length, 1, 'the list has its second page')
  t.notOk('next' in rest.meta)
  t.equal((await get(`/v1/tasks?cursor=x`)).status, 400)

  const failed = await start('faults.cause', { kind: 'throw' }).catch((error: unknown) => error)
  t.match(String(failed), /invalid_input/, 'what cannot be called is no task')
})

t.test('a failure is the result, with its status and its problem', async (t) => {
  const { start, settle, get, lines } = await openTaskProbe(t, answerJson({ error: 'no' }, 422))
  const { id } = await start('items.add')
  t.match(await settle(id), { state: 'failed', result: { status: 422, code: 'vendor_rejected' } })
  const result = await get(`/v1/tasks/${id}/result`)
  t.equal(result.status, 422)
  t.match(result.headers, { 'content-type': /problem\+json/, 'cache-control': 'no-store' })
  t.match(JSON.parse(result.text), { code: 'vendor_rejected', connector: 'probe', operation: 'items.add' })
  t.ok(lines().some(({ msg, outcome }) => msg === 'task' && outcome === 'failed'))
})

t.test('the same key is the same task, and for the same input only', async (t) => {
  const { start, settle, post, vendor } = await openTaskProbe(t, ok)
  const headers = { 'idempotency-key': 'one' }
  const first = await start('items.add', {}, headers)
  await settle(first.id)
  const again = await post('/v1/connectors/probe/items.add', {}, { prefer: 'respond-async', ...headers })
  t.equal(taskIn(again).id, first.id)
  t.equal(again.headers['idempotency-replayed'], 'true')
  const other = { prefer: 'respond-async', ...headers }
  t.equal((await post('/v1/connectors/probe/items.add', { points: 2 }, other)).status, 422)
  const waited = await post('/v1/connectors/probe/items.add', {}, headers)
  t.equal(waited.headers['idempotency-replayed'], 'true', 'who waits for it gets the answer of the task')
  t.equal(vendor.requests.length, 1)
})

t.test('who cancels a task ends its request', async (t) => {
  const held = heldAnswers(ok)
  const { start, settle, get, post, vendor } = await openTaskProbe(t, held.listener)
  const read = await start('items.get')
  await until(() => vendor.requests.length === 1)
  t.equal((await get(`/v1/tasks/${read.id}/result`)).status, 409, 'there is no result yet')
  const cancelled = await post(`/v1/tasks/${read.id}/cancel`, {})
  t.equal(cancelled.status, 202)
  t.ok(await until(() => held.left() === 1), 'the vendor is left')
  t.match(await settle(read.id), { state: 'cancelled', isCancelled: false, result: { code: 'cancelled' } })
  t.equal((await get(`/v1/tasks/${read.id}/result`)).status, 499)
  t.equal((await post(`/v1/tasks/${read.id}/cancel`, {})).status, 202, 'once more does not hurt')

  const write = await start('items.add')
  await until(() => vendor.requests.length === 2)
  await post(`/v1/tasks/${write.id}/cancel`, {})
  const over = await settle(write.id)
  t.match(over, { state: 'cancelled', result: { code: 'outcome_unknown' } }, 'a write says what is not known')
  held.release()
  t.equal(vendor.requests.length, 2)
})

t.test('nobody else has the task', async (t) => {
  const held = heldAnswers(ok)
  const { start, settle, get, post } = await openTaskProbe(t, held.listener)
  const keyOf = async (name: string, role = 'developer'): Promise<string> => {
    const { text } = await post('/v1/keys', { name, role })
    return (JSON.parse(text) as { data: { key: string } }).data.key
  }
  const owner = { authorization: `Bearer ${await keyOf('owner')}` }
  const other = { authorization: `Bearer ${await keyOf('other', 'admin')}` }
  const { id } = await start('items.get', {}, owner)
  const missing = await get('/v1/tasks/task_0123456789abcdef0123456789abcdef', other)
  for (const headers of [other, {}]) {
    for (const answer of [
      await get(`/v1/tasks/${id}`, headers),
      await get(`/v1/tasks/${id}/result`, headers),
      await post(`/v1/tasks/${id}/cancel`, {}, headers),
      await post(`/v1/tasks/${id}/answers`, { answers: {} }, headers),
    ]) {
      t.equal(answer.status, 404)
      t.match(JSON.parse(answer.text), { detail: (JSON.parse(missing.text) as { detail: string }).detail })
    }
  }
  const listed = JSON.parse((await get('/v1/tasks', other)).text) as { data: unknown[] }
  t.same(listed.data, [])
  t.equal((await get(`/v1/tasks/${id}`, owner)).status, 200)
  held.release()
  await t.rejects(settle(id), 'the operator is not the owner either')
  t.ok(await until(async () => /completed/.test((await get(`/v1/tasks/${id}`, owner)).text)))
})

t.test('a principal has so many open tasks, and no more', async (t) => {
  const held = heldAnswers(ok)
  const { start, settle, post } = await openTaskProbe(t, held.listener, {
    settings: { tasksOpenMax: 2, tasksRunningMax: 1 },
  })
  const started = await Promise.all([start('items.get'), start('items.get')])
  const answers = await Promise.all(
    [1, 2, 3].map(() => post('/v1/connectors/probe/items.get', {}, { prefer: 'respond-async' })),
  )
  for (const { status, text } of answers) t.match([status, text], [429, /2 open tasks/])
  held.release()
  for (const { id } of started) t.equal((await settle(id)).state, 'completed')
  await start('items.get')
})

t.test('a task is kept for its time, sealed, and then forgotten', async (t) => {
  const store = await anyStore(t)
  const { start, settle, get } = await openTaskProbe(t, answerJson({ ok: true, secret: 'klartext' }), {
    dependencies: { store },
  })
  const { id } = await start('items.send', { text: 'geheim' })
  await settle(id)
  const stored = JSON.stringify([
    await store.database.selectFrom('tasks').selectAll().execute(),
    await store.database.selectFrom('task_chunks').selectAll().execute(),
  ])
  t.notMatch(stored, /geheim|klartext/)
  const bytes = await store.database.selectFrom('task_chunks').select('sealed').execute()
  t.equal(bytes.length, 1)
  t.notMatch(Buffer.from(bytes[0]?.sealed ?? '').toString('latin1'), /data|meta/)
  await sql`update tasks set ends = now()`.execute(store.database)
  t.equal((await get(`/v1/tasks/${id}`)).status, 404, 'at its time, not at the next tidying')
  await forgetTasks(store)
  t.same(await store.database.selectFrom('task_chunks').selectAll().execute(), [])
})

t.test('a key that is revoked meanwhile ends its tasks', async (t) => {
  const store = await anyStore(t)
  const held = heldAnswers(ok)
  const { start, post, vendor, url } = await openTaskProbe(t, held.listener, { dependencies: { store } })
  const made = JSON.parse((await post('/v1/keys', { name: 'short', role: 'developer' })).text) as {
    data: { id: string; key: string }
  }
  await start('items.get', {}, { authorization: `Bearer ${made.data.key}` })
  await until(() => vendor.requests.length === 1)
  const headers = { authorization: `Bearer ${adminKey}` }
  t.equal((await fetchAnswer(`${url}/v1/keys/${made.data.id}`, { method: 'DELETE', headers })).status, 200)
  const state = async () =>
    (await store.database.selectFrom('tasks').select(['state', 'code']).executeTakeFirst()) ?? {}
  t.ok(await until(async () => 'state' in (await state()) && /failed/.test(JSON.stringify(await state()))))
  t.match(await state(), { state: 'failed', code: 'forbidden' })
  t.equal(held.left(), 1)
})

t.test('of a thousand handles none is of use to others', async (t) => {
  const held = heldAnswers(ok)
  const { start, read, get, post } = await openTaskProbe(t, held.listener, {
    settings: { callRate: 'off', readRate: 'off', failedAuthenticationRate: 'off', tasksOpenMax: 10 },
  })
  const keys = await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map(async (name) => {
      const { text } = await post('/v1/keys', { name, role: 'admin' })
      return (JSON.parse(text) as { data: { key: string } }).data.key
    }),
  )
  const tasks = await Promise.all(Array.from({ length: 10 }, () => start('items.get')))
  t.equal(new Set(tasks.map(({ id }) => id)).size, 10)
  const guess = (): string => `task_${randomBytes(24).toString('base64url')}`
  let accepted = 0
  for (let round = 0; round < 20; round += 1) {
    const answers = await Promise.all(
      keys.flatMap((key) => {
        const headers = { authorization: `Bearer ${key}` }
        return tasks.map(({ id }, index) => {
          const handle = index % 2 === round % 2 ? id : guess()
          return round % 3 === 0
            ? post(`/v1/tasks/${handle}/cancel`, {}, headers)
            : get(`/v1/tasks/${handle}${round % 3 === 1 ? '' : '/result'}`, headers)
        })
      }),
    )
    accepted += answers.filter(({ status }) => status !== 404).length
  }
  t.equal(accepted, 0)
  const states = await Promise.all(tasks.map(async ({ id }) => (await read(id)).state))
  t.notOk(states.includes('cancelled'), 'no call was ended')
  held.release()
})

import { randomBytes } from 'node:crypto'
import t from 'tap'
import { openApp } from '../support/open-app.ts'
import { listenMcp, rawMcp, type RpcAnswer } from '../support/raw-mcp.ts'
import { startVendor, answerJson } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'

type Wire = Readonly<Record<string, unknown>>

const shape = ['taskId', 'status', 'createdAt', 'lastUpdatedAt', 'ttlMs', 'pollIntervalMs']

t.test('tasks over MCP', async (t) => {
  const vendor = await startVendor(t, answerJson({ ok: true }))
  const { url, post, get } = await openApp(t, {
    settings: { connectors: './fixtures/connectors/errand', taskLease: '2s', callRate: 'off' },
    dependencies: vendor.connect('errand'),
  })
  const rpc = rawMcp(url)
  const call = async (name: string, args: Wire = {}, options = {}): Promise<RpcAnswer> =>
    rpc('tools/call', { name: `errand_${name}`, arguments: args }, options)
  const start = async (name: string, args: Wire = {}, options = {}): Promise<Wire & { taskId: string }> => {
    const { result, error } = await call(name, args, options)
    if (result?.['resultType'] !== 'task') throw new Error(`no task: ${JSON.stringify(result ?? error)}`)
    return result as Wire & { taskId: string }
  }
  const read = async (taskId: string, options = {}): Promise<Wire> => {
    const { result, error } = await rpc('tasks/get', { taskId }, options)
    if (result === undefined) throw new Error(JSON.stringify(error))
    return result
  }
  const become = async (taskId: string, pattern: RegExp): Promise<Wire> => {
    await until(async () => pattern.test(String((await read(taskId))['status'])), 20_000)
    return read(taskId)
  }
  const over = /completed|failed|cancelled/

  await t.test('the extension is declared', async (t) => {
    const { result } = await rpc('server/discover')
    t.match(result?.['capabilities'], { extensions: { 'io.modelcontextprotocol/tasks': {} } })
    t.same(Object.keys((result?.['capabilities'] ?? {}) as object).includes('tasks'), false)
  })

  await t.test('a tool that takes long answers with a task, and the task with the result', async (t) => {
    const created = await start('slow_compute', { seconds: 0.2 })
    t.same(
      Object.keys(created)
        .filter((key) => key !== '_meta')
        .toSorted(),
      ['resultType', ...shape].toSorted(),
    )
    t.match(created, { status: 'working', ttlMs: 86_400_000, pollIntervalMs: 1_000 })
    t.match(
      await read(created.taskId),
      { resultType: 'complete', taskId: created.taskId },
      'it is there at once',
    )
    const done = await become(created.taskId, over)
    t.match(done, { status: 'completed', result: { structuredContent: { said: 'done' } } })
    const { content, _meta: meta } = done['result'] as { content: unknown[]; _meta: object }
    t.ok(content.length > 0)
    t.match(meta, { 'patchbay/meta': { operation: 'slow.compute', source: 'live' } })
    const shown = await get(`/v1/tasks/${created.taskId}`)
    t.equal(shown.status, 200, 'the same task is there over REST')
  })

  await t.test('a tool that is quick answers at once, whatever is asked of it', async (t) => {
    const { result } = await rpc('tools/call', {
      name: 'errand_people_greet',
      arguments: { name: 'World' },
      task: { ttl: 60_000 },
    })
    t.match(result, { resultType: 'complete', structuredContent: { said: 'Hello, World!' } })
    t.notOk('taskId' in (result ?? {}))
  })

  await t.test('a client that knows no tasks gets none', async (t) => {
    const capabilities = { elicitation: {} }
    const waited = await call('slow_compute', { seconds: 0 }, { capabilities })
    t.match(waited.result, { resultType: 'complete', structuredContent: { said: 'done' } })
    const required = { requiredCapabilities: { extensions: { 'io.modelcontextprotocol/tasks': {} } } }
    const refused = await call('failing_job', {}, { capabilities })
    t.match(refused.error, { code: -32_021, data: required })
    for (const method of ['tasks/get', 'tasks/update', 'tasks/cancel']) {
      const { error } = await rpc(method, { taskId: 'x' }, { capabilities })
      t.match(error, { code: -32_021, data: required }, method)
    }
    for (const method of ['tasks/list', 'tasks/result']) {
      t.match((await rpc(method, { taskId: 'x' })).error, { code: -32_601 }, method)
    }
  })

  await t.test('a tool that fails has completed, and a fault is a failed task', async (t) => {
    const refused = await start('failing_job')
    const broken = await start('protocol_error_job')
    t.match(await become(refused.taskId, over), {
      status: 'completed',
      result: { isError: true, content: [{ text: /refused/ }] },
    })
    const failed = await become(broken.taskId, over)
    t.match(failed, { status: 'failed', error: { code: -32_603, message: String } })
    t.notOk('result' in failed)
  })

  await t.test('a task is cancelled, once and for all', async (t) => {
    const { taskId } = await start('slow_compute', { seconds: 60 })
    await until(async () => (await read(taskId))['statusMessage'] === 'Half of it.')
    t.equal((await read(taskId))['statusMessage'], 'Half of it.', 'it says how far it is')
    const { result } = await rpc('tasks/cancel', { taskId })
    t.same(Object.keys(result ?? {}).toSorted(), ['_meta', 'resultType'])
    t.equal((await become(taskId, over))['status'], 'cancelled')
    t.match((await rpc('tasks/cancel', { taskId })).result, { resultType: 'complete' })
  })

  await t.test('a task asks, and goes on when it has all answers', async (t) => {
    const { taskId } = await start('confirm_delete', { filename: 'a.txt' })
    t.notOk('inputRequests' in (await start('multi_input')))
    t.match(await become(taskId, /input_required/), {
      inputRequests: {
        sure: { method: 'elicitation/create', params: { mode: 'form', message: 'Delete a.txt?' } },
      },
    })
    const accept = { sure: { action: 'accept', content: { confirm: true } } }
    const acknowledged = await rpc('tasks/update', { taskId, inputResponses: accept })
    t.same(Object.keys(acknowledged.result ?? {}).toSorted(), ['_meta', 'resultType'])
    t.match(await become(taskId, over), { result: { structuredContent: { said: 'a.txt is gone' } } })

    const two = await start('multi_input')
    await become(two.taskId, /input_required/)
    const name = (text: string): object => ({ action: 'accept', content: { name: text } })
    await rpc('tasks/update', { taskId: two.taskId, inputResponses: { one: name('Ann'), nobody: name('x') } })
    const half = await read(two.taskId)
    t.same([half['status'], Object.keys(half['inputRequests'] as object)], ['input_required', ['other']])
    const answered = await post(`/v1/tasks/${two.taskId}/answers`, { answers: { other: name('Bea') } })
    t.equal(answered.status, 200, 'the rest comes over REST')
    t.match(await become(two.taskId, over), { result: { structuredContent: { said: 'Ann, Bea' } } })
  })

  await t.test('headers say what the body says', async (t) => {
    const { taskId } = await start('slow_compute', { seconds: 60 })
    const wrong = await rpc('tasks/get', { taskId }, { headers: { 'mcp-name': 'another' } })
    t.match([wrong.status, wrong.error?.code], [400, -32_020])
    await rpc('tasks/cancel', { taskId })
  })

  await t.test('who listens is told what becomes of a task', async (t) => {
    const { text } = await post('/v1/keys', { name: 'listener', role: 'developer' })
    const { key: stranger } = (JSON.parse(text) as { data: { key: string } }).data
    const created = await start('confirm_delete', { filename: 'b.txt' })
    const running = await start('slow_compute', { seconds: 60 })
    await become(created.taskId, /input_required/)
    const taskIds = [created.taskId, running.taskId, 'task_unknown']
    const told = await listenMcp(t, url, { notifications: { taskIds } })
    t.ok(await until(() => told().length === 2), 'what is listened for, and what asks already')
    t.match(told()[0], {
      method: 'notifications/subscriptions/acknowledged',
      params: { notifications: { taskIds: [created.taskId, running.taskId] } },
    })
    t.match(told()[1], {
      method: 'notifications/tasks',
      params: { taskId: created.taskId, status: 'input_required', inputRequests: { sure: {} } },
    })
    await rpc('tasks/cancel', { taskId: running.taskId })
    t.ok(await until(() => told().some(({ params }) => params?.['status'] === 'cancelled')))
    t.match(told().at(-1)?.params, { taskId: running.taskId, _meta: Object })
    const accept = { sure: { action: 'decline' } }
    await rpc('tasks/update', { taskId: created.taskId, inputResponses: accept })
    t.ok(await until(() => told().some(({ params }) => params?.['status'] === 'completed')))
    t.match(told().at(-1)?.params, { result: { structuredContent: { said: 'b.txt stays' } } })

    const other = await listenMcp(t, url, { notifications: { taskIds } }, stranger)
    t.ok(await until(() => other().length > 0))
    t.notMatch(JSON.stringify(other()), /task_/, 'others are told of nothing')
  })

  await t.test('another principal has no use of a handle', async (t) => {
    const { text } = await post('/v1/keys', { name: 'other', role: 'developer' })
    const { key } = (JSON.parse(text) as { data: { key: string } }).data
    const { taskId } = await start('slow_compute', { seconds: 60 })
    const unknown = `task_${randomBytes(24).toString('base64url')}`
    for (const method of ['tasks/get', 'tasks/cancel', 'tasks/update']) {
      const foreign = await rpc(method, { taskId }, { key })
      const missing = await rpc(method, { taskId: unknown }, { key })
      t.match(foreign.error, { code: -32_602 }, method)
      t.same(foreign.error, missing.error, 'it is as if it were not there')
    }
    t.equal((await read(taskId))['status'], 'working', 'nothing was done to it')
    await rpc('tasks/cancel', { taskId })
  })
})

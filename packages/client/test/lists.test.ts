import t from 'tap'
import { createClient, finishTask, isProblem, items, pages, startTask, stream } from '@patchbay/client'
import { adminKey, openPatchbay } from './support/open-patchbay.ts'
import { all, answerOf, problemOf } from './support/outcome.ts'

const { url: baseUrl } = await openPatchbay(t, ['ga4', 'gsc'])
const client = createClient({ baseUrl, key: adminKey })

const report = {
  dimensions: ['date'],
  metrics: ['sessions'],
  dateRanges: [{ startDate: '2026-09-01', endDate: '2026-09-30' }],
}

t.test('pages follow one another, and items run through them', async (t) => {
  const names = ['one', 'two', 'three', 'four', 'five']
  for (const name of names) answerOf(await client.post('/v1/keys', { body: { name, role: 'viewer' } }))
  const ask = (cursor: string | undefined) => client.get('/v1/keys', { query: { limit: 2, cursor } })
  const sizes: number[] = []
  for await (const page of pages(ask)) sizes.push(answerOf(page).data.length)
  t.same(sizes, [2, 2, 1])
  const found: string[] = []
  for await (const { name } of items(ask, (data) => data)) found.push(name)
  t.same(found, names.toReversed())
})

t.test('a page that fails is the last one; items throw it', async (t) => {
  const ask = (cursor: string | undefined) =>
    client.get('/v1/keys', { query: { limit: 2, cursor: cursor === undefined ? undefined : 'wrong' } })
  const outcomes: boolean[] = []
  for await (const { ok } of pages(ask)) outcomes.push(ok)
  t.same(outcomes, [true, false])
  await t.rejects(all(items(ask, (data) => data)), {
    name: 'PatchbayProblem',
    code: 'invalid_input',
  })
})

t.test('a stream gives typed items, and its meta in the end', async (t) => {
  const rows = stream(client, 'ga4', 'reports.export', report)
  const found: Array<string | number | undefined> = []
  let next = await rows.next()
  for (; next.done !== true; next = await rows.next()) found.push(next.value.data['date'])
  t.equal(found.length, 30)
  t.equal(new Set(found).size, 30)
  t.match(next.value, { operation: 'reports.export', items: 30 })
})

t.test('a stream of server-sent events is the same stream', async (t) => {
  const options = { events: true }
  const asLines = await all(stream(client, 'ga4', 'reports.export', report))
  t.same(await all(stream(client, 'ga4', 'reports.export', report, options)), asLines)
  const refused = stream(client, 'ga4', 'reports.export', { ...report, cursor: 'wrong' }, options)
  await t.rejects(refused.next(), { name: 'PatchbayProblem', code: 'invalid_input' })
})

t.test('whoever stops early ends a stream of events as well', async (t) => {
  const rows = stream(client, 'ga4', 'reports.export', report, { events: true })
  const first = await rows.next()
  t.match(first, { done: false, value: { data: { date: /^\d{8}$/ } } })
  t.same(await rows.return(undefined as never), { done: true, value: undefined })
  const { cursor } = first.value as { cursor: string }
  const rest = await all(
    stream(client, 'ga4', 'reports.export', { ...report, cursor }, { events: true, resumptions: 1 }),
  )
  t.equal(rest.length, 29)
})

t.test('a stream goes on after any item', async (t) => {
  const whole = await all(stream(client, 'ga4', 'reports.export', report))
  const { cursor } = whole[11] ?? {}
  const rest = await all(stream(client, 'ga4', 'reports.export', { ...report, cursor }))
  t.same(rest, whole.slice(12))
})

t.test('what keeps a stream from beginning is thrown as a problem', async (t) => {
  const wrong = stream(client, 'ga4', 'reports.export', { ...report, cursor: 'wrong' })
  const error: unknown = await wrong.next().catch((thrown: unknown) => thrown)
  if (!isProblem(error, 'invalid_input')) throw new Error(String(error))
  t.match(error.errors, [{ path: '/cursor' }])
})

t.test('a task is begun, watched and taken up', async (t) => {
  const { data: task, status } = answerOf(await startTask(client, 'gsc', 'sites.list'))
  t.equal(status, 202)
  const states: string[] = []
  const outcome = await finishTask(client, task, { onProgress: ({ state }) => states.push(state) })
  const { data, meta } = answerOf(outcome)
  t.equal(states.at(-1), 'completed')
  t.same(data, answerOf(await client.call('gsc', 'sites.list')).data)
  t.match(meta, { operation: 'sites.list' })
  const unknown = { ...task, id: 'task_unknown' }
  t.equal(problemOf(await finishTask(client, unknown)).code, 'not_found')
})

t.test('a task that fails is a failure', async (t) => {
  const { data: task } = answerOf(
    await startTask(client, 'gsc', 'sites.get', { siteUrl: 'sc-domain:nobody.example' }),
  )
  t.match(problemOf(await finishTask(client, task)), { operation: 'sites.get', retryable: false })
})

import t from 'tap'
import { createAnswerCache, createClient, isProblem, PatchbayProblem, unwrap } from '@patchbay/client'
import { adminKey, openPatchbay } from './support/open-patchbay.ts'
import { answerOf, problemOf } from './support/outcome.ts'

const { url: baseUrl } = await openPatchbay(t, ['gsc', 'ga4'])
const client = createClient({ baseUrl, key: adminKey })

t.test('a call gives data and meta', async (t) => {
  const { status, meta, data, headers } = answerOf(await client.call('gsc', 'sites.list'))
  t.equal(status, 200)
  t.match(meta, { connector: 'gsc', operation: 'sites.list', source: 'mock' })
  t.type(data.sites[0]?.siteUrl, 'string')
  t.match(headers.get('content-type'), /json/)
})

t.test('a failure is a value with a code', async (t) => {
  const result = await client.call('gsc', 'search-analytics.query', {
    siteUrl: 'sc-domain:example.com',
    startDate: 'yesterday',
    endDate: '2026-11-01',
  })
  const problem = problemOf(result)
  if (!isProblem(problem, 'invalid_input')) throw new Error(problem.code)
  t.match(problem.errors, [{ path: '/startDate' }])
  t.match(problem, { status: 400, connector: 'gsc', operation: 'search-analytics.query' })
  t.type(problem.requestId, 'string')
  t.throws(() => unwrap(result), { name: 'PatchbayProblem', code: 'invalid_input', detail: problem.detail })
  t.ok(isProblem(new PatchbayProblem(problem), 'invalid_input'), 'also as it is thrown')
  t.notOk(isProblem(new Error('other')))
})

t.test('a read by GET is confirmed and not sent again', async (t) => {
  const reader = createClient({ baseUrl, key: adminKey, cache: createAnswerCache() })
  const first = answerOf(await reader.read('gsc', 'sites.list'))
  const second = answerOf(await reader.read('gsc', 'sites.list'))
  t.equal(first.status, 200)
  t.equal(second.status, 304)
  t.same(second.data, first.data)
  t.equal(second.meta.isConfirmed, true)
  t.not(second.meta.requestId, first.meta.requestId)
})

t.test('management routes have paths, queries and bodies', async (t) => {
  const connectors = unwrap(await client.get('/v1/connectors'))
  t.same(connectors.map(({ id }) => id).toSorted(), ['ga4', 'gsc'])
  const { id } = unwrap(await client.post('/v1/keys', { body: { name: 'Dashboard', role: 'viewer' } }))
  t.equal(unwrap(await client.get('/v1/keys', { query: { limit: 1 } })).length, 1)
  t.equal(unwrap(await client.get('/v1/keys/{id}', { path: { id } })).name, 'Dashboard')
  answerOf(await client.delete('/v1/keys/{id}', { path: { id } }))
})

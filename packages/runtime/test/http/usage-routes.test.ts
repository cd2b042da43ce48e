import t, { type Test } from 'tap'
import type { Store } from '../../src/store/store.ts'
import { noCounts } from '../../src/usage/usage-counter.ts'
import { createUsageWriter } from '../../src/usage/usage-writer.ts'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey, openApp } from '../support/open-app.ts'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'

interface Body {
  readonly data: readonly Record<string, unknown>[]
  readonly meta: { readonly next?: string; readonly quotas?: unknown }
}
const bodyOf = ({ text }: Answer): Body => JSON.parse(text) as Body
const say = '/v1/connectors/echo/text.say?text=hello'
const quota = '/v1/tenants/default/quota'

async function open(t: Test, store: Store) {
  const app = await openApp(t, { dependencies: { store } })
  const put = (path: string, body: object, ifMatch?: string): Promise<Answer> =>
    fetchAnswer(app.url + path, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${adminKey}`,
        'content-type': 'application/json',
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      body: JSON.stringify(body),
    })
  return { ...app, put }
}

t.test('calls are counted with how they ended and what they cost', (t) =>
  withEachStore(t, async (t, store) => {
    const { get, post } = await open(t, store)
    await get(say)
    await get('/v1/connectors/echo/text.say?text=throw')
    await get('/v1/connectors/echo/text.say')
    await post('/v1/connectors/echo/notes.write', { note: { text: 'milk' } })
    await until(async () => bodyOf(await get('/v1/usage')).data.length === 2)
    const { data } = bodyOf(await get('/v1/usage'))
    t.match(data, [
      { connector: 'echo', operation: 'notes.write', calls: 1, vendorRequests: 1, costs: {} },
      {
        connector: 'echo',
        operation: 'text.say',
        calls: 3,
        errors: { caller: 1, vendor: 0, patchbay: 1 },
        cacheHits: 0,
        vendorRequests: 2,
        costs: { points: 4 },
      },
    ])
  }),
)

t.test('a report is paged, and CSV at once', (t) =>
  withEachStore(t, async (t, store) => {
    const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000
    const counts = { ...noCounts(), calls: 1, costs: new Map([['points', 1.5]]) }
    const entries = ['a.list', 'b.list', 'c.list'].map((operation) => ({
      series: { tenant: 'default', connector: 'shopify', operation },
      minute: hour,
      counts,
    }))
    const other = {
      series: { tenant: 'acme', connector: 'gsc', operation: 'sites.list' },
      minute: hour,
      counts,
    }
    await createUsageWriter(store, 'one').write({ number: 1, entries: [...entries, other] })
    const { get, post } = await open(t, store)
    const first = bodyOf(await get('/v1/usage?limit=2&granularity=hour'))
    t.match(first.data, [{ operation: 'a.list' }, { operation: 'b.list' }])
    const second = bodyOf(await get(`/v1/usage?limit=2&granularity=hour&cursor=${first.meta.next}`))
    t.match(second, { data: [{ operation: 'c.list' }], meta: { next: undefined } })
    const csv = await get('/v1/usage?format=csv&tenant=*&by=tenant&granularity=month')
    t.match(csv.headers['content-type'], /^text\/csv/)
    t.match(csv.text.split('\r\n'), [
      /^start,tenant,connector,/,
      /Z,acme,,,1,0,0,0,0,0,"\{""points"":1.5\}"$/,
      /Z,default,,,3,0,0,0,0,0,"\{""points"":4.5\}"$/,
      '',
    ])
    for (const query of [
      'cursor=x',
      'cursor=W10',
      'from=yesterday',
      'granularity=year',
      'by=hour',
      'limit=0',
    ]) {
      expectProblem(t, await get(`/v1/usage?${query}`), 'invalid_input')
    }
    expectProblem(
      t,
      await get('/v1/usage?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z'),
      'invalid_input',
    )

    await post('/v1/tenants', { id: 'acme', title: 'Acme' })
    const made = await post('/v1/keys', { name: 'v', role: 'viewer' }, { 'patchbay-tenant': 'acme' })
    const { key } = (JSON.parse(made.text) as { data: { key: string } }).data
    const own = { authorization: `Bearer ${key}` }
    t.match(bodyOf(await get('/v1/usage', own)).data, [{ operation: 'sites.list' }])
    expectProblem(t, await get('/v1/usage?tenant=*', own), 'forbidden')
    expectProblem(t, await get('/v1/usage?tenant=default', own), 'not_found')
    expectProblem(t, await get(quota, own), 'not_found')
    t.equal((await get('/v1/tenants/acme/quota', own)).status, 200)
  }),
)

t.test('a quota is set in the version that was seen, refuses by name, and is told with usage', (t) =>
  withEachStore(t, async (t, store) => {
    const { get, put } = await open(t, store)
    const none = await get(quota)
    t.equal(none.headers['etag'], '"0"')
    const limits = [{ period: 'month', calls: 2, warnAt: 0.5 }]
    expectProblem(t, await put(quota, { limits }), 'precondition_failed')
    const set = await put(quota, { limits }, '"0"')
    t.equal(set.headers['etag'], '"1"')
    expectProblem(t, await put(quota, { limits }, '"0"'), 'precondition_failed')
    expectProblem(t, await put(quota, { limits: [...limits, ...limits] }, '"1"'), 'invalid_input')
    expectProblem(t, await put(quota, { limits: [{ period: 'year', calls: 1 }] }, '"1"'), 'invalid_input')
    expectProblem(t, await put('/v1/tenants/nobody/quota', { limits }, '"0"'), 'not_found')

    t.equal((await get('/v1/connectors/echo/text.say')).status, 400, 'what is malformed does not count')
    t.equal((await get(say)).status, 200)
    t.match(bodyOf(await get('/v1/usage')).meta.quotas, [
      { policy: 'quota-month', used: 1, left: 1, state: 'warning' },
    ])
    t.equal((await get(say)).status, 200)
    const refused = await get(say)
    expectProblem(t, refused, 'rate_limited')
    t.same((JSON.parse(refused.text) as Record<string, unknown>)['violated-policies'], ['quota-month'])
    t.match(refused.headers['ratelimit-policy'], /^"calls";q=\d+;w=\d+, "quota-month";q=2;w=\d+$/)
    t.match(refused.headers['ratelimit'], /^"calls";r=\d+;t=\d+, "quota-month";r=0;t=\d+$/)
    t.equal((await put(quota, { limits: [] }, '"1"')).status, 200)
    t.equal((await get(say)).status, 200)
  }),
)

import t from 'tap'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { openMetered } from '../support/open-metered.ts'
import { until } from '../support/until.ts'

interface Statistics {
  readonly step: number
  readonly series: ReadonlyArray<{
    readonly connector?: string
    readonly operation?: string
    readonly total: {
      readonly calls: number
      readonly errorRatio: number | null
      readonly p95: number | null
    }
    readonly points: ReadonlyArray<{ readonly at: string; readonly calls: number }>
  }>
}
const dataOf = ({ text }: Answer): Statistics => (JSON.parse(text) as { data: Statistics }).data

t.test('calls show in the statistics within moments, by whose fault they failed', async (t) => {
  let isFailing = false
  const { call, get } = await openMetered(t, {
    listener: (_request, response) => {
      response.writeHead(isFailing ? 404 : 200, { 'content-type': 'application/json' }).end('{"ok":true}')
    },
  })
  for (let count = 0; count < 5; count += 1) t.equal((await call('items.get')).status, 200)
  isFailing = true
  t.equal((await call('items.get')).status, 404)
  await until(async () => dataOf(await get('/v1/statistics')).series[0]?.total.calls === 6)
  const { series, step } = dataOf(await get('/v1/statistics?by=connector&by=operation'))
  t.equal(step, 60)
  t.match(series, [
    {
      connector: 'metered',
      operation: 'items.get',
      total: { calls: 6, errors: { caller: 1, vendor: 0, patchbay: 0 }, cacheHits: 0, errorRatio: 0 },
    },
  ])
  t.ok((series[0]?.total.p95 ?? 0) > 0)
  t.same(dataOf(await get('/v1/statistics?connector=other')).series, [])
})

t.test('what cannot be asked is said with the field', async (t) => {
  const { get } = await openMetered(t)
  const wrong = async (query: string, path: string): Promise<void> => {
    const { errors } = expectProblem(t, await get(`/v1/statistics?${query}`), 'invalid_input')
    t.match(errors, [{ path }], query)
  }
  await wrong('from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', '/from')
  await wrong('step=60&from=2026-01-01T00:00:00Z', '/step')
  await wrong('step=7', '/step')
})

t.test('a tenant sees what is its own', async (t) => {
  const { call, get, post, url } = await openMetered(t)
  t.equal((await call('items.get')).status, 200)
  await post('/v1/tenants', { id: 'acme', title: 'Acme' })
  const made = await post('/v1/keys', { name: 'viewer', role: 'viewer' }, { 'patchbay-tenant': 'acme' })
  const { key } = (JSON.parse(made.text) as { data: { key: string } }).data
  const ask = async (query: string): Promise<Answer> =>
    fetchAnswer(`${url}/v1/statistics${query}`, { headers: { authorization: `Bearer ${key}` } })
  await until(async () => dataOf(await get('/v1/statistics')).series.length === 1)
  t.same(dataOf(await ask('')).series, [])
  expectProblem(t, await ask('?tenant=default'), 'not_found')
  expectProblem(t, await ask('?tenant=*'), 'forbidden')
})

import t from 'tap'
import { flakyStore } from '../calls/idempotency/flaky-store.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { openMetered } from '../support/open-metered.ts'
import { anyStore } from '../support/with-each-store.ts'

const report = { query: { site: 'a' } }

t.test('what cannot be written down of a quota of the day is not sent', async (t) => {
  const { store, failing } = flakyStore(await anyStore(t))
  const { call, limit, vendor, metric } = await openMetered(t, {
    connections: [{ config: { property: 'p' } }],
    dependencies: { store },
  })
  t.equal((await call('reports.get', report)).status, 200)
  t.match(await limit('day'), { left: 2, capacity: 3 })
  failing.set('insert', 'before')
  const problem = expectProblem(t, await call('reports.get', report), 'state_unavailable')
  t.match(problem, { retryable: true, retryAfter: 1, connector: 'metered', connection: 'main' })
  t.match(
    problem.detail,
    /of the limit "Reports of a property a day" cannot be written down; nothing was sent/,
  )
  t.equal(vendor.requests.length, 1)
  t.equal(await metric(/^patchbay_limit_refusals_total\{.*limit="day",reason="unrecorded"/), 1)
  t.match(await limit('site'), { left: 1 }, 'and nothing is taken from other limits')
  t.equal((await call('items.get')).status, 200, 'calls without such a quota go on')
  failing.clear()
  t.equal((await call('reports.get', report)).status, 200)
  t.match(await limit('day'), { left: 1 })
})

t.test('two processes without Redis share a quota of the day through their store', async (t) => {
  const store = await anyStore(t)
  const options = { connections: [{ config: { property: 'p' } }], dependencies: { store } }
  const one = await openMetered(t, options)
  const other = await openMetered(t, options)
  const statuses: number[] = []
  for (const { call } of [one, other, one, other, one]) {
    statuses.push((await call('reports.get', { query: {} })).status)
  }
  t.same(statuses, [200, 200, 200, 429, 429])
})

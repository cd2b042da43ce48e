import { test } from 'tap'
import type { ConnectorHealth } from '../src/api/connector-health.ts'
import type { Limit } from '../src/api/limits.ts'
import type { Objective } from '../src/api/objectives.ts'
import {
  countBreakers,
  countStates,
  shareLeft,
  tightestLimit,
  tightestObjective,
  unwellFirst,
} from '../src/pages/overview/overview-figures.ts'

const health = (
  title: string,
  status: ConnectorHealth['status'],
  ...breakers: ReadonlyArray<ConnectorHealth['origins'][number]['breaker']>
): ConnectorHealth => ({
  connector: title.toLowerCase(),
  title,
  version: '1.0.0',
  stability: 'stable',
  status,
  since: '2026-11-28T10:00:00Z',
  reasons: [],
  origins: breakers.map((breaker, index) => ({ origin: `https://${index}.example`, breaker })),
  connections: { total: 1, failing: 0 },
  support: null,
  recent: { calls: 0, errorRatio: null, p95: null },
})

const limit = (id: string, left: number, capacity: number): Limit => ({
  connector: 'gsc',
  connection: 'one',
  limit: id,
  title: id,
  unit: 'requests',
  kind: 'bucket',
  per: [],
  values: {},
  capacity,
  left,
})

const objective = (id: string, left: number | null): Objective => ({
  id,
  connector: 'gsc',
  kind: 'availability',
  target: 0.99,
  threshold: null,
  window: '30d',
  source: 'default',
  attained: null,
  total: 0,
  good: 0,
  budget: { total: 0, spent: 0, left },
  burn: [],
  firing: [],
})

test('those that need a look come first, the others by name', async (t) => {
  const connectors = [
    health('Zoho', 'ok'),
    health('Ads', 'ok'),
    health('Shop', 'degraded'),
    health('Web', 'down'),
  ]
  t.strictSame(
    unwellFirst(connectors).map(({ title }) => title),
    ['Web', 'Shop', 'Ads', 'Zoho'],
  )
  t.strictSame(countStates(connectors), { ok: 2, degraded: 1, down: 1 })
})

test('every breaker that is not closed counts', async (t) => {
  t.strictSame(
    countBreakers([health('A', 'ok', 'closed', 'open'), health('B', 'ok', 'half-open', 'isolated')]),
    { all: 4, open: 3 },
  )
})

test('the limit with the least share left is shown, however much it is in numbers', async (t) => {
  t.equal(tightestLimit([limit('small', 9, 10), limit('large', 500, 1_000)])?.limit, 'large')
  t.equal(tightestLimit([]), undefined)
  t.equal(shareLeft(limit('overdrawn', -5, 10)), -0.5)
  t.equal(shareLeft(limit('nothing', 0, 0)), 0)
})

test('a budget that nothing is known of is not the least', async (t) => {
  const objectives = [objective('unknown', null), objective('spent', -0.2), objective('full', 1)]
  t.equal(tightestObjective(objectives)?.id, 'spent')
  t.equal(tightestObjective([objective('unknown', null)]), undefined)
})

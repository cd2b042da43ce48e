import t from 'tap'
import { alerts, type AlertsInput } from '../../src/insights/alerts.ts'
import { row } from './support.ts'

const run = (input: Partial<AlertsInput>) =>
  alerts({ current: [], previous: [], dimensions: ['page'], ...input })

t.test('each threshold raises an alert of its own', async (t) => {
  const result = run({
    previous: [row('/clicks', 100, 1000, 4), row('/rate', 40, 100, 4), row('/position', 10, 100, 4)],
    current: [row('/clicks', 70, 1000, 4), row('/rate', 80, 400, 4), row('/position', 10, 100, 24)],
  })
  t.strictSame(
    result.rows.map(({ page, alerts }) => [page, alerts]),
    [
      ['/clicks', [{ kind: 'clicks', change: -0.3, threshold: -0.3 }]],
      ['/position', [{ kind: 'position', change: 20, threshold: 20 }]],
      ['/rate', [{ kind: 'ctr', change: -0.5, threshold: -0.5 }]],
    ],
  )
  t.strictSame(result.counts, { clicks: 1, ctr: 1, position: 1 })
})

t.test('just below the thresholds there is none', async (t) => {
  const result = run({
    previous: [row('/clicks', 100, 1000, 4), row('/rate', 40, 100, 4), row('/position', 10, 100, 4)],
    current: [row('/clicks', 71, 1000, 4), row('/rate', 81, 400, 4), row('/position', 10, 100, 23.9)],
  })
  t.strictSame(result.rows, [])
})

t.test('what got better raises none', async (t) => {
  const result = run({
    previous: [row('/a', 20, 200, 40)],
    current: [row('/a', 90, 300, 3)],
    positionLoss: 0,
    ctrLoss: 0,
    clicksLoss: 0,
  })
  t.equal(result.rowCount, 0)
})

t.test('chance is left alone: few clicks and few impressions are not judged', async (t) => {
  const input = { previous: [row('/a', 9, 99, 4)], current: [row('/a', 1, 99, 60)] }
  t.equal(run(input).rowCount, 0)
  t.match(run({ ...input, minClicks: 9 }).rows, [{ alerts: [{ kind: 'clicks' }] }])
  t.match(run({ ...input, minImpressions: 99 }).rows, [{ alerts: [{ kind: 'ctr' }, { kind: 'position' }] }])
})

t.test('a page that is gone has lost its clicks, and no rate', async (t) => {
  t.match(run({ previous: [row('/a', 50, 500, 4)] }).rows, [
    { page: '/a', status: 'lost', alerts: [{ kind: 'clicks', change: -1 }], change: { position: null } },
  ])
  t.equal(run({ current: [row('/a', 50, 500, 4)] }).rowCount, 0)
})

import t from 'tap'
import type { Measurement } from '../src/measure.ts'
import { summarize } from '../src/summary.ts'

const measured = (requestsPerSecond: number, cpuPerRequest: number, failed = 0): Measurement => ({
  requestsPerSecond,
  cpuPerRequest,
  p50: 1,
  p99: 2,
  busy: 1,
  failed,
})

const undici = {
  id: 'undici',
  title: 'baseline',
  // The machine became half as fast in the second round, for everybody.
  closed: [measured(20_000, 50), measured(10_000, 100), measured(20_000, 50)],
  open: [measured(5_000, 60)],
}

t.test('medians over the rounds, ratios within a round', async (t) => {
  const post = {
    id: 'post',
    title: 'post',
    closed: [measured(16_000, 62.5), measured(8_000, 125), measured(4_000, 80)],
    open: [measured(5_000, 70)],
  }
  const [, summary] = summarize({ cases: [undici, post], openRate: 5_000 })
  t.equal(summary?.closed.requestsPerSecond, 8_000)
  t.equal(summary?.closed.cpuPerRequest, 80)
  t.same(summary?.toUndici, { throughput: 0.8, cpu: 0.8 })
  t.equal(summary?.toBare, undefined, 'a baseline that was not measured')
  t.equal(summary?.failed, 0)
})

t.test('failures of every round and both loops count', async (t) => {
  const post = {
    id: 'post',
    title: 'post',
    closed: [measured(1, 1, 1), measured(1, 1)],
    open: [measured(1, 1, 0), measured(1, 1, 4)],
  }
  t.equal(summarize({ cases: [post], openRate: 1 })[0]?.failed, 5)
})

import t from 'tap'
import connector from '../src/index.ts'
import { query } from '../src/operations/performance-query.ts'
import { timeseries } from '../src/operations/performance-timeseries.ts'
import { stats } from '../src/operations/crawl.ts'
import { list } from '../src/operations/sites.ts'
import { quota, submit } from '../src/operations/submission.ts'
import { inspect } from '../src/operations/urls.ts'
import { startBing } from './support/bing.ts'
import { run } from './support/run.ts'

// By name and not in a loop over the connector, where the types of the operations would be lost.
const outcomes = {
  'sites.list': async (t) => run(await startBing(t), list, list.examples[0].input),
  'performance.query': async (t) => run(await startBing(t), query, query.examples[0].input),
  'performance.timeseries': async (t) => run(await startBing(t), timeseries, timeseries.examples[0].input),
  'urls.inspect': async (t) => run(await startBing(t), inspect, inspect.examples[0].input),
  'crawl.stats': async (t) => run(await startBing(t), stats, stats.examples[0].input),
  'submission.quota': async (t) => run(await startBing(t), quota, quota.examples[0].input),
  'submission.submit': async (t) => run(await startBing(t), submit, submit.examples[0].input),
} satisfies Record<keyof typeof connector.operations, (t: Parameters<typeof startBing>[0]) => Promise<object>>

for (const [id, operation] of Object.entries(connector.operations)) {
  t.test(`the example of ${id} is what the emulator answers`, async (t) => {
    t.equal(operation.examples.length, 1)
    const call = outcomes[id as keyof typeof outcomes]
    t.match(await call(t), { data: operation.examples[0].output, warnings: [], isPartial: false })
  })
}

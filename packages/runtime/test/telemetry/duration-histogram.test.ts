import { Histogram, Registry } from 'prom-client'
import t from 'tap'
import { registerDurationHistogram } from '../../src/telemetry/duration-histogram.ts'

const name = 'work_seconds'
const help = 'How long work takes.'

t.test('it is written exactly as by prom-client', async (t) => {
  const registry = new Registry()
  const histogram = registerDurationHistogram(registry, name, help)
  const theirs = new Histogram({
    name,
    help,
    labelNames: ['part', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [],
  })
  const reference = new Registry()
  reference.registerMetric(theirs)
  for (const outcome of ['ok', 'a "quoted"\nfailure']) {
    const series = histogram.series({ part: 'one', outcome })
    for (const seconds of [0, 0.004, 0.005, 0.0051, 0.07, 0.07, 3, 30, 30.5, 400]) {
      series.observe(seconds)
      theirs.observe({ part: 'one', outcome }, seconds)
    }
  }
  t.equal(await registry.metrics(), await reference.metrics())
})

t.test('the same labels give the same series, for Prometheus refuses two of one name', async (t) => {
  const registry = new Registry()
  const histogram = registerDurationHistogram(registry, name, help)
  histogram.series({ part: 'one' }).observe(1)
  histogram.series({ part: 'one' }).observe(1)
  histogram.series({ part: 'two' }).observe(1)
  t.same(
    [...histogram.list()].map(({ labels, count }) => [labels['part'], count]),
    [
      ['one', 2],
      ['two', 1],
    ],
  )
  t.match(await registry.metrics(), 'work_seconds_count{part="one"} 2')
})

t.test('without an observation there is a metric without series', async (t) => {
  const registry = new Registry()
  registerDurationHistogram(registry, name, help)
  t.equal((await registry.metrics()).trim(), `# HELP ${name} ${help}\n# TYPE ${name} histogram`)
})

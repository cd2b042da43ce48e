import { Registry } from 'prom-client'
import t from 'tap'
import { registerDurationHistogram } from '../../src/telemetry/duration-histogram.ts'
import { keepEvery, registerRecentCalls } from '../../src/telemetry/recent-calls.ts'

const minute = 60_000

/** Calls on a clock that the test turns, remembered as often as an app does. */
function openRecent() {
  const registry = new Registry()
  const durations = registerDurationHistogram(registry, 'calls', 'Calls.')
  let now = 0
  const recent = registerRecentCalls(registry, durations, () => now)
  return {
    pass: (duration: number): void => {
      for (const end = now + duration; now < end;) {
        now += keepEvery
        recent.keep()
      }
    },
    call: (outcome: string, seconds: number, times = 1, connector = 'one'): void => {
      const series = durations.series({ connector, operation: 'items.get', outcome })
      for (let count = 0; count < times; count += 1) series.observe(seconds)
    },
    figures: async (connector = 'one') => {
      const text = await registry.metrics()
      const find = (labels: string): number | undefined => {
        const line = text.split('\n').find((one) => one.startsWith(`patchbay_connector_${labels} `))
        return line === undefined ? undefined : Number(line.split(' ').at(-1))
      }
      const quantile = (share: string) => find(`call_seconds{connector="${connector}",quantile="${share}"}`)
      return {
        median: quantile('0.5'),
        p95: quantile('0.95'),
        p99: quantile('0.99'),
        errors: find(`error_ratio{connector="${connector}"}`),
      }
    },
  }
}

const nothing = { median: undefined, p95: undefined, p99: undefined, errors: undefined }

t.test('quantiles lie within the bucket of their rank', async (t) => {
  const { call, figures } = openRecent()
  t.same(await figures(), nothing, 'without calls there is nothing to tell')
  call('ok', 0.02, 90)
  call('ok', 0.2, 8)
  call('ok', 100, 2)
  const { median, p95, p99, errors } = await figures()
  t.equal(median, 0.01 + (0.015 * 50) / 90)
  t.equal(p95, 0.1 + (0.15 * 5) / 8)
  t.equal(p99, 30, 'longer than every bound')
  t.equal(errors, 0)
})

t.test('five minutes later a call is forgotten', async (t) => {
  const { call, figures, pass } = openRecent()
  call('vendor_error', 0.02, 10)
  pass(4 * minute)
  call('ok', 0.2, 10)
  t.equal((await figures()).errors, 0.5)
  pass(minute + keepEvery)
  t.match(await figures(), { median: 0.175, errors: 0 })
  pass(4 * minute)
  t.same(await figures(), nothing)
  call('ok', 0.002, 1)
  t.match(await figures(), { median: 0.0025, errors: 0 })
})

t.test('only faults that are not the caller’s count', async (t) => {
  const { call, figures } = openRecent()
  call('ok', 0.02, 6)
  call('invalid_input', 0.001, 50)
  call('vendor_rejected', 0.001, 50)
  call('connection_unauthorized', 0.001, 50)
  call('cancelled', 0.001, 50)
  t.match(await figures(), { median: 0.0175, errors: 0 }, 'the quick refusals do not make it look fast')
  for (const code of ['vendor_error', 'vendor_timeout', 'circuit_open', 'internal']) call(code, 0.02)
  t.equal((await figures()).errors, 0.4)
})

t.test('each connector has its own figures', async (t) => {
  const { call, figures } = openRecent()
  call('ok', 0.02)
  call('vendor_error', 0.02, 1, 'other')
  t.equal((await figures()).errors, 0)
  t.equal((await figures('other')).errors, 1)
})

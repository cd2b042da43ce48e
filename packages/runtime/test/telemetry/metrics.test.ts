import { Registry } from 'prom-client'
import t from 'tap'
import { fetchAnswer } from '../support/answer.ts'
import { openProbe, operations } from '../support/open-probe.ts'
import { answerJson } from '../support/start-vendor.ts'
import { registerDurationHistogram } from '../../src/telemetry/duration-histogram.ts'
import { limitSeries } from '../../src/telemetry/series-cap.ts'
import { readTenantClasses } from '../../src/tenants/tenant-classes.ts'

const labelsOf: Readonly<Record<string, readonly string[]>> = {
  patchbay_calls_total: ['connector', 'operation', 'outcome', 'tenant_class'],
  patchbay_call_duration_seconds: ['connector', 'operation', 'outcome', 'tenant_class'],
  patchbay_call_outside_vendor_seconds: ['connector', 'operation'],
  patchbay_vendor_sockets: ['connector'],
  patchbay_vendor_waiting: ['connector'],
  patchbay_connections: ['connector', 'state'],
  patchbay_metric_series_capped: ['metric'],
  patchbay_output_drift_total: ['connector', 'operation'],
  patchbay_vendor_attempt_duration_seconds: ['connector', 'origin', 'outcome'],
  patchbay_vendor_retries_total: ['connector', 'origin'],
  patchbay_connector_up: ['connector'],
  patchbay_limit_wait_seconds: ['connector', 'limit'],
  patchbay_limit_refusals_total: ['connector', 'limit', 'reason'],
  patchbay_limit_left_ratio: ['connector', 'limit'],
  patchbay_limit_waiting: ['connector', 'limit'],
  patchbay_limits_degraded: [],
  patchbay_connector_call_seconds: ['connector', 'quantile'],
  patchbay_connector_error_ratio: ['connector'],
}

t.test('calls and attempts are counted by outcome', async (t) => {
  const { vendor, call, metric } = await openProbe(t, answerJson({ ok: true }))
  const calls = (operation: string, outcome: string) =>
    metric(
      new RegExp(`^patchbay_calls_total\\{connector="probe",operation="${operation}",.*outcome="${outcome}"`),
    )
  const attempts = (outcome: string) =>
    metric(
      new RegExp(`^patchbay_vendor_attempt_duration_seconds_count\\{.*origin="api",outcome="${outcome}"`),
    )
  await call('items.get')
  await call('items.get')
  vendor.answerWith(answerJson({}, 503))
  await call('items.get')
  await call('items.add')
  t.equal(await calls('items.get', 'ok'), 2)
  t.equal(await calls('items.get', 'vendor_error'), 1)
  t.equal(await calls('items.add', 'outcome_unknown'), 1)
  t.equal(await attempts('ok'), 2)
  t.equal(await attempts('vendor_error'), 4)
  t.equal(await metric(/^patchbay_vendor_retries_total\{connector="probe",origin="api"/), 2)
  t.equal(await metric(/^patchbay_call_duration_seconds_count\{.*operation="items\.get",.*outcome="ok"/), 2)
  t.equal(await metric(/^patchbay_connector_up\{connector="probe"\}/), 1)
})

t.test('what a caller sends makes no new series', async (t) => {
  const { url, post, get, call } = await openProbe(t, answerJson({ ok: true }))
  const series = async (): Promise<string[]> =>
    (await fetchAnswer(`${url}/metrics`)).text
      .split('\n')
      .filter((line) => line.startsWith('patchbay_') && /\{.*connector=/.test(line))
      .map((line) => line.replace(/ .*$/, ''))
  for (const operation of Object.values(operations)) await call(operation)
  await call('items.get', { more: 1 })
  await post('/v1/connectors/probe/items.get', {}, { 'patchbay-connection': 'gone' })
  const before = await series()
  for (let count = 0; count < 20; count += 1) {
    await get(`/unknown-${count}`)
    await post(`/v1/connectors/probe-${count}/items.get`, {})
    await post(`/v1/connectors/probe/items.get-${count}`, {})
    await post('/v1/connectors/probe/items.get', {}, { 'patchbay-connection': `gone-${count}` })
    await call('items.get', { [`field-${count}`]: count })
  }
  t.same(await series(), before)
})

t.test('every metric of ours has a help text, and the labels that are documented', async (t) => {
  const { url, call, metric } = await openProbe(t, answerJson({ ok: true }))
  await call('items.get')
  const page = await fetchAnswer(`${url}/metrics`)
  t.match(page.headers['content-type'], /^text\/plain/)
  const own = [...page.text.matchAll(/^# HELP (patchbay_\w+) (.+)$/gm)].map(([, name = '']) => name)
  for (const name of Object.keys(labelsOf)) t.ok(own.includes(name), name)
  for (const [name, labels] of Object.entries(labelsOf)) {
    const lines = page.text.split('\n').filter((line) => line.startsWith(name) && line.includes('{'))
    for (const line of lines) {
      const found = [...line.matchAll(/(\w+)="/g)].map(([, label]) => label).filter((label) => label !== 'le')
      t.same(found.toSorted(), labels.toSorted(), line)
    }
  }
  t.ok(await metric(/^patchbay_process_resident_memory_bytes/), 'the process is measured as well')
})

t.test('two apps in one process count for themselves', async (t) => {
  const one = await openProbe(t, answerJson({ ok: true }))
  const other = await openProbe(t, answerJson({ ok: true }))
  await one.call('items.get')
  t.equal(await one.metric(/^patchbay_calls_total\{/), 1)
  t.equal(await other.metric(/^patchbay_calls_total\{/), undefined)
})

t.test('tenants are told apart by their class, and classes are few', async (t) => {
  const { call, metric } = await openProbe(t, answerJson({ ok: true }), {
    settings: { tenantClasses: 'default=gold, acme = silver' },
  })
  await call('items.get')
  t.equal(await metric(/^patchbay_calls_total\{.*tenant_class="gold",outcome="ok"\}/), 1)
  t.equal(readTenantClasses('acme=silver')('bravo'), 'default')
  t.equal(readTenantClasses('acme=silver')('acme'), 'silver')
  const many = Array.from({ length: 17 }, (_, index) => `t${index}=c${index}`).join(',')
  for (const text of ['acme', 'acme=', 'acme=Gold!', many]) {
    t.throws(() => readTenantClasses(text), { name: 'ConfigurationError' }, text.slice(0, 20))
  }
})

t.test('a metric has no more series than it may, and says so', async (t) => {
  const registry = new Registry()
  limitSeries(registry, 3)
  const histogram = registerDurationHistogram(registry, 'some_seconds', 'Some.')
  for (let number = 0; number < 10; number += 1) histogram.series({ limit: `l${number}` }).observe(1)
  histogram.series({ limit: 'l1' }).observe(1)
  const text = await registry.metrics()
  t.equal(text.match(/^some_seconds_count/gm)?.length, 4)
  t.match(text, /some_seconds_count\{limit="l1"\} 2/)
  t.match(text, /some_seconds_count\{limit="other"\} 7/)
  t.match(text, /patchbay_metric_series_capped\{metric="some_seconds"\} 1/)
})

t.test('time outside the vendor is counted apart, also where attempts overlap', async (t) => {
  const { call, metric } = await openProbe(t, (request, response) => {
    setTimeout(() => answerJson({ ok: true })(request, response), 150)
  })
  await call('items.get')
  const sum = (await metric(/^patchbay_call_outside_vendor_seconds_sum\{.*items\.get/)) ?? 1
  const all = (await metric(/^patchbay_call_duration_seconds_sum\{.*items\.get/)) ?? 0
  t.ok(all >= 0.14, 'the call took as long as its vendor')
  t.ok(sum < all - 0.13, 'which is not ours')
})

t.test('sockets, and connections by their state, are counted by connector', async (t) => {
  const { call, metric } = await openProbe(t, answerJson({ ok: true }))
  await call('items.get')
  t.equal(await metric(/^patchbay_vendor_sockets\{connector="probe"\}/), 0)
  t.equal(await metric(/^patchbay_vendor_waiting\{connector="probe"\}/), 0)
  t.equal(await metric(/^patchbay_connections\{/), undefined)
  const other = await openProbe(t, answerJson({ ok: true }))
  const made = await other.post('/v1/connections', {
    id: 'stored',
    connector: 'probe',
    auth: 'header',
    credentials: { key: 'some-key-of-a-shop' },
  })
  t.equal(made.status, 201, made.text)
  t.equal(await other.metric(/^patchbay_connections\{connector="probe",state="active"\}/), 1)
})

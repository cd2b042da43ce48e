import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { defaultSettings, type Settings } from '@patchbay/runtime'
import { readExporterHeaders } from '../../../src/telemetry/traces/exporter-headers.ts'
import { Registry } from 'prom-client'
import { createLog } from '../../../src/telemetry/log.ts'
import { createRedactor } from '../../../src/telemetry/redaction/redactor.ts'
import { openTracing } from '../../../src/telemetry/traces/open-tracing.ts'
import { readTraceContext } from '../../../src/telemetry/traces/trace-context.ts'
import { startCollector } from '../../support/start-collector.ts'
import { openApp } from '../../support/open-app.ts'
import { openTraced } from '../../support/open-traced.ts'
import { answerJson, startVendor } from '../../support/start-vendor.ts'

const trace = '12345678901234567890123456789012'
const ok = answerJson({ ok: true })
const parent = (flags: string) => ({ traceparent: `00-${trace}-1234567890123456-${flags}` })

t.test('samplers keep what they are named for', async (t) => {
  const cases: Array<[Partial<Settings>, string, number, number]> = [
    [{ tracesSampler: 'always_on' }, '00', 1, 1],
    [{ tracesSampler: 'always_off' }, '01', 0, 0],
    [{ tracesSampler: 'traceidratio', tracesSamplerArgument: 0 }, '01', 0, 0],
    [{ tracesSampler: 'traceidratio', tracesSamplerArgument: 1 }, '00', 1, 1],
    [{ tracesSampler: 'parentbased_always_on' }, '00', 0, 1],
    [{ tracesSampler: 'parentbased_always_off' }, '01', 1, 0],
    [{ tracesSampler: 'parentbased_traceidratio', tracesSamplerArgument: 0 }, '01', 1, 0],
  ]
  for (const [settings, flags, withParent, without] of cases) {
    const collector = await startCollector(t)
    const redactor = createRedactor()
    const tracing = await openTracing({
      settings: defaultSettings({ otlpEndpoint: collector.url, ...settings }),
      registry: new Registry(),
      redactor,
      log: createLog('silent', redactor, { write: () => undefined }),
    })
    for (const context of [readTraceContext(parent(flags).traceparent), undefined]) {
      const span = tracing?.begin('some', { parent: context })
      span?.child('inner').end()
      span?.end()
    }
    await tracing?.close()
    const said = JSON.stringify(settings)
    const spans = collector.spans()
    t.equal(spans.filter(({ traceId }) => traceId === trace).length, withParent * 2, `${said}, with a parent`)
    t.equal(spans.filter(({ traceId }) => traceId !== trace).length, without * 2, `${said}, without`)
  }
})

t.test('a collector that is away costs one line, and no call', async (t) => {
  const vendor = await startVendor(t, ok)
  const { app, post, lines, metric } = await openApp(t, {
    settings: {
      connectors: './fixtures/connectors/probe',
      otlpEndpoint: 'http://127.0.0.1:9',
      logLevel: 'info',
    },
    dependencies: vendor.connect('probe'),
  })
  const statuses = new Set<number>()
  // Three spans each: more than a batch, so that it is sent at once, and more than may wait.
  for (let round = 0; round < 32; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => post('/v1/connectors/probe/items.get', { points: 0 })),
    )
    for (const { status } of answers) statuses.add(status)
  }
  t.same([...statuses], [200])
  const ended = (await metric(/^patchbay_spans_total\{outcome="ended"\}/)) ?? 0
  t.ok(ended >= 2_880, `${ended} spans have ended`)
  t.equal(await metric(/^patchbay_spans_total\{outcome="exported"\}/), 0)
  await app.close()
  t.ok(lines().filter(({ msg }) => String(msg).startsWith('spans can')).length <= 1)
})

t.test('spans that nobody will see are counted', async (t) => {
  const collector = await startCollector(t)
  const redactor = createRedactor()
  const registry = new Registry()
  const tracing = await openTracing({
    settings: defaultSettings({ otlpEndpoint: collector.url, tracesSampler: 'always_on' }),
    registry,
    redactor,
    log: createLog('silent', redactor, { write: () => undefined }),
  })
  // Without a pause nothing can be sent: the first batch is on its way, 2,048 wait, and there is no place for more.
  for (let count = 0; count < 3_000; count += 1) tracing?.begin('some', { parent: undefined }).end()
  await tracing?.close()
  const count = async (name: string): Promise<number> =>
    (await registry.getSingleMetric(name)?.get())?.values.at(-1)?.value ?? 0
  const dropped = await count('patchbay_spans_dropped_total')
  t.equal(dropped, 3_000 - collector.spans().length)
  t.ok(dropped > 0)
})

t.test('a collector that refuses is said to, once, and so is its return', async (t) => {
  const { post, flush, collector, lines } = await openTraced(t, 'probe', ok)
  collector.answerWith(400)
  const many = async (): Promise<void> => {
    await Promise.all(
      Array.from({ length: 200 }, () => post('/v1/connectors/probe/items.get', { points: 0 })),
    )
  }
  const told = () => lines().flatMap(({ msg }) => (String(msg).startsWith('spans can') ? [msg] : []))
  const sent = async (count: number): Promise<void> => {
    while (collector.requests.length < count) await many()
  }
  await sent(2)
  collector.answerWith(200)
  await sent(4)
  await flush()
  t.same(told(), ['spans cannot be sent to the collector', 'spans can be sent to the collector again'])
})

t.test('nothing of OpenTelemetry is loaded where nobody asks for traces', async (t) => {
  const script = `
    // Its API is loaded by prom-client, which asks it for nothing here.
    import { registerHooks } from 'node:module'
    const seen = []
    registerHooks({ load(url, context, next) { if (url.includes('/@opentelemetry/') && !url.includes('/@opentelemetry/api/')) seen.push(url); return next(url, context) } })
    const { buildApp, defaultSettings } = await import('@patchbay/runtime')
    const app = await buildApp(defaultSettings({ connectors: '', logLevel: 'silent' }), { adminKey: 'k'.repeat(30) })
    const before = seen.length
    await app.close()
    const traced = await buildApp(
      defaultSettings({ connectors: '', logLevel: 'silent', otlpEndpoint: 'http://127.0.0.1:9' }),
      { adminKey: 'k'.repeat(30) },
    )
    await traced.close()
    console.log(JSON.stringify({ before, after: seen.length > 0 }))
  `
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--conditions=@patchbay/source',
    '--input-type=module',
    '--eval',
    script,
  ])
  t.same(JSON.parse(stdout), { before: 0, after: true })
})

t.test('settings that cannot be meant are refused', async (t) => {
  t.same(readExporterHeaders('a=1,B-c = x%2Cy ,'), { a: '1', 'b-c': 'x,y' })
  for (const text of ['a', '=1', 'a b=1', 'a=%zz']) t.equal(readExporterHeaders(text), undefined, text)
  const wrong: Array<Partial<Settings>> = [
    { otlpEndpoint: 'localhost:4318' },
    { otlpEndpoint: 'http://localhost:4318', otlpHeaders: 'nothing' },
    { otlpEndpoint: 'http://localhost:4318', traceForwarding: 'https://api.example/v1' },
  ]
  for (const settings of wrong) {
    await t.rejects(openApp(t, { settings }), { name: 'ConfigurationError' }, JSON.stringify(settings))
  }
  t.equal(defaultSettings().otlpEndpoint, undefined)
})

import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { buildApp, defaultSettings } from '@patchbay/runtime'
import { alertRules, dashboards, recordingRules } from '../src/files.ts'
import { readMetrics } from '../src/metrics/describe-metrics.ts'
import { usedSeries } from '../src/promql/used-series.ts'

const adminKey = 'only-for-the-queries-of-dashboards'
/** What a scrape adds to each series. */
const ofScrape = new Set(['instance', 'job'])

/** All labels of each series that a server shows, by the name of the series. */
type Shown = Map<string, Set<string>>

/** A server with emulated vendors, after some traffic: what /metrics shows, with all labels that its metrics declare. */
async function showMetrics(t: Test): Promise<Shown> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-queries-'))
  const app = await buildApp(
    defaultSettings({
      dataFolder,
      // Which metrics there are does not depend on the connector, and a vendor's own limits take their time.
      connectors: './plugins/gsc',
      useMockData: true,
      logLevel: 'silent',
      otlpEndpoint: 'http://127.0.0.1:9',
    }),
    { adminKey, baseFolder: fileURLToPath(new URL('../../..', import.meta.url)) },
  )
  t.teardown(async () => {
    await app.close()
    await rm(dataFolder, { recursive: true, force: true })
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }
  const post = async (path: string, body: unknown, more = {}): Promise<number> =>
    (
      await fetch(url + path, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: JSON.stringify(body),
      })
    ).status
  for (const { host, operations } of app.patchbay.registry.loaded) {
    for (const { description } of operations.values()) {
      const [example] = description.examples
      await post(`/v1/connectors/${host.description.id}/${description.id}`, example?.input ?? {})
      await post(`/v1/connectors/${host.description.id}/${description.id}`, { nonsense: true })
    }
  }
  await post('/v1/connectors/gsc/sites.list', {}, { prefer: 'respond-async' })
  await post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' })

  const text = await (await fetch(`${url}/metrics`)).text()
  const metrics = await readMetrics(app.patchbay.metrics)
  const shown: Shown = new Map()
  for (const { name, type, labels } of metrics) {
    t.ok(text.includes(`# TYPE ${name} ${type}\n`), `/metrics has ${name}`)
    if (type !== 'histogram' && type !== 'summary') shown.set(name, new Set(labels))
    else {
      shown.set(`${name}_bucket`, new Set([...labels, 'le']))
      for (const part of ['sum', 'count']) shown.set(`${name}_${part}`, new Set(labels))
    }
  }
  // What is declared is true: no series has a label that its metric does not name.
  for (const line of text.split('\n').filter((one) => one.startsWith('patchbay_'))) {
    const [, name = '', inside = ''] = /^(\w+)(?:\{(.*)\})? /.exec(line) ?? []
    const declared = shown.get(name) ?? new Set()
    for (const [, label = ''] of inside.matchAll(/(\w+)="/g)) {
      if (!declared.has(label) && label !== 'quantile')
        t.fail(`${name} has the label ${label}, which it does not name`)
    }
  }
  return shown
}

interface AskedPanel {
  readonly targets?: ReadonlyArray<{ readonly expr: string }>
}

interface Templated {
  readonly templating: { readonly list: ReadonlyArray<{ readonly definition?: string }> }
}

t.test('every query asks for what a server really shows', async (t) => {
  const shown = await showMetrics(t)
  const rules = [...recordingRules.groups, ...alertRules.groups].flatMap(({ rules: own }) => own)
  const recorded = new Set(rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])))
  const queries = [
    ...rules.map(({ expr }) => expr),
    ...dashboards.flatMap(({ panels }) =>
      (panels as AskedPanel[]).flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ),
  ]
  t.ok(queries.length > 80)
  const asked = new Set<string>()
  for (const query of queries) {
    for (const { metric, labels } of usedSeries(query)) {
      asked.add(metric)
      const known = recorded.has(metric) ? new Set(['connector', 'le']) : shown.get(metric)
      if (known === undefined) t.fail(`there is no ${metric}: ${query}`)
      for (const label of labels) {
        if (known?.has(label) === false && !ofScrape.has(label))
          t.fail(`${metric} has no label ${label}: ${query}`)
      }
    }
  }
  t.ok(asked.size > 50)
  for (const dashboard of dashboards as unknown as Templated[]) {
    for (const { definition } of dashboard.templating.list) {
      if (definition === undefined) continue
      const [, metric = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(definition) ?? []
      t.ok(shown.get(metric)?.has(label) === true || (shown.has(metric) && ofScrape.has(label)), definition)
    }
  }
})

import { buildApp, defaultSettings } from '@patchbay/runtime'

/** One metric as the runtime registers it. */
export interface MetricFacts {
  readonly name: string
  readonly type: string
  readonly help: string
  readonly labels: readonly string[]
}

interface Registered {
  readonly name: string
  readonly help: string
  readonly type?: string
  readonly labelNames?: readonly string[]
}

/** All metrics of a runtime with everything switched on, in the order of their names. */
export async function describeMetrics(): Promise<MetricFacts[]> {
  const settings = defaultSettings({ connectors: '', logLevel: 'silent', otlpEndpoint: 'http://127.0.0.1:9' })
  const app = await buildApp(settings, { adminKey: 'only-for-a-look-at-the-metrics' })
  try {
    return await readMetrics(app.patchbay.metrics)
  } finally {
    await app.close()
  }
}

/** What the registry itself knows of its metrics. */
export async function readMetrics(registry: {
  getMetricsAsArray(): readonly object[]
  getMetricsAsJSON(): Promise<ReadonlyArray<{ readonly name: string; readonly type: unknown }>>
}): Promise<MetricFacts[]> {
  const types = new Map((await registry.getMetricsAsJSON()).map(({ name, type }) => [name, String(type)]))
  return (registry.getMetricsAsArray() as Registered[])
    .map(({ name, help, labelNames = [] }) => ({
      name,
      help,
      labels: labelNames,
      type: types.get(name) ?? '',
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  // A store has one owner, and two that look at once are two.
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-metrics-'))
  try {
    const app = await buildApp(
      defaultSettings({ connectors: '', dataFolder, logLevel: 'silent', otlpEndpoint: 'http://127.0.0.1:9' }),
      { adminKey: 'only-for-a-look-at-the-metrics' },
    )
    try {
      return await readMetrics(app.patchbay.metrics)
    } finally {
      await app.close()
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
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

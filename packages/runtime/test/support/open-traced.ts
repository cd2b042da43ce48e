import type { RequestListener } from 'node:http'
import type { Test } from 'tap'
import type { Settings } from '@patchbay/runtime'
import { openApp, type OpenApp, type OpenOptions } from './open-app.ts'
import { startCollector, type Collector, type SentSpan } from './start-collector.ts'
import { startVendor, type Vendor } from './start-vendor.ts'

export interface OpenTraced extends OpenApp {
  readonly collector: Collector
  readonly vendor: Vendor
  /** Closes the app, which sends what there is. */
  readonly flush: () => Promise<SentSpan[]>
}

/** A connector of the fixtures whose calls are traced, connected to a vendor that answers as the listener does. */
export async function openTraced(
  t: Test,
  connector: string,
  listener: RequestListener,
  settings: Partial<Settings> = {},
  dependencies: OpenOptions['dependencies'] = {},
): Promise<OpenTraced> {
  const vendor = await startVendor(t, listener)
  const collector = await startCollector(t)
  const app = await openApp(t, {
    settings: {
      connectors: `./fixtures/connectors/${connector}`,
      otlpEndpoint: collector.url,
      ...settings,
    },
    dependencies: { ...vendor.connect(connector), ...dependencies },
  })
  return {
    ...app,
    vendor,
    collector,
    async flush() {
      await app.app.close()
      return collector.spans()
    },
  }
}

/** The spans in this one, by their names. */
export const within = (spans: readonly SentSpan[], { spanId }: SentSpan): string[] =>
  spans.filter(({ parentId }) => parentId === spanId).map(({ name }) => name)

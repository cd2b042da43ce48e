import { fileURLToPath } from 'node:url'
import { watchIdleProcess } from '../bulk/idle-process.ts'
import { readStream } from '../bulk/read-stream.ts'
import type { StreamMeasure } from '../bulk/stream-big-result.ts'
import { eventLoopP99, watchMemory } from '../bulk/watch-runtime.ts'
import { startVendor } from '../support/fake-vendor.ts'
import { startRuntime } from '../support/runtime-process.ts'
import { bigReport } from './big-report.ts'

const ga4 = fileURLToPath(new URL('../../../../plugins/ga4', import.meta.url))
const operation = 'ga4/reports.export'
const input = {
  dimensions: ['date', 'pagePath', 'country'],
  metrics: ['sessions', 'engagementRate'],
  dateRanges: [{ startDate: '2026-01-01', endDate: '2026-10-31' }],
}

/** Exports a report of so many rows through a runtime in a process of its own, and looks at what came. */
export async function streamReport(rows: number): Promise<StreamMeasure> {
  const vendor = await startVendor(bigReport(rows))
  const origins = Object.fromEntries(
    ['data', 'admin', 'accounts', 'oauth2'].map((name) => [name, vendor.origin]),
  )
  const runtime = await startRuntime({
    environment: {
      PATCHBAY_CONNECTORS: ga4,
      PATCHBAY_CONNECTIONS: JSON.stringify([
        {
          id: 'analytics',
          connector: 'ga4',
          config: { propertyId: '1234' },
          auth: 'refreshToken',
          credentials: { clientId: 'drill', clientSecret: 'drill-secret', refreshToken: 'drill-refresh' },
          origins,
        },
      ]),
      PATCHBAY_EGRESS_ALLOW: vendor.origin,
    },
  }).catch(async (error: unknown) => {
    await vendor.close()
    throw error
  })
  try {
    // The thread is started, and the token is there.
    await readStream(runtime, operation, { ...input, maxRows: 1_000 })
    await eventLoopP99(runtime)
    const begun = performance.now()
    const watch = watchMemory(runtime)
    const idle = watchIdleProcess()
    const received = await readStream(runtime, operation, input)
    const faults: string[] = []
    if (received.items !== rows) faults.push(`${received.items} rows of ${rows}`)
    if (received.end?.startsWith('{"meta"') !== true) faults.push(`the end is ${received.end ?? 'missing'}`)
    const { data } = JSON.parse(received.lastLine) as { data: Record<string, unknown> }
    if (data['pagePath'] !== `/products/garden/item-${String(rows - 1).padStart(8, '0')}`)
      faults.push(`the last row is ${received.lastLine}`)
    if (typeof data['sessions'] !== 'number') faults.push('counts are no numbers')
    return {
      bytes: received.bytes,
      seconds: (performance.now() - begun) / 1_000,
      growth: watch.end(),
      p99: await eventLoopP99(runtime),
      idleP99: await idle.end(),
      faults,
    }
  } finally {
    await runtime.stop()
    await vendor.close()
  }
}

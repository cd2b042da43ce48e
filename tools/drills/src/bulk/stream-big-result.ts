import { fileURLToPath } from 'node:url'
import { startVendor } from '../support/fake-vendor.ts'
import { startRuntime } from '../support/runtime-process.ts'
import { bigResult, variantsOf } from './big-result.ts'
import { watchIdleProcess } from './idle-process.ts'
import { readStream, type Received } from './read-stream.ts'
import { eventLoopP99, watchMemory } from './watch-runtime.ts'

export interface StreamMeasure {
  readonly bytes: number
  readonly seconds: number
  /** Megabytes that resident memory of the runtime grew by at its highest. */
  readonly growth: number
  /** Of the event loop's delay in the runtime, in milliseconds. */
  readonly p99: number
  /** The same of a process beside it that does nothing. */
  readonly idleP99: number
  /** What is wrong with what was received; empty if nothing is. */
  readonly faults: readonly string[]
}

const shopify = fileURLToPath(new URL('../../../../plugins/shopify', import.meta.url))
const operation = 'shopify/bulk.download'
const input = { id: 'gid://shopify/BulkOperation/1' }

/**
 * Downloads a bulk result of about so many bytes through a runtime in a process of its own: half of it, then, after the
 * connection was dropped, the rest by the last cursor.
 */
export async function streamBigResult(wanted: number): Promise<StreamMeasure> {
  const result = bigResult(wanted)
  const vendor = await startVendor(result.behavior)
  const origins = { admin: vendor.origin, storage: vendor.origin, uploads: vendor.origin }
  const runtime = await startRuntime({
    environment: {
      PATCHBAY_CONNECTORS: shopify,
      PATCHBAY_CONNECTIONS: JSON.stringify([
        {
          id: 'shop',
          connector: 'shopify',
          config: { shop: 'drill.myshopify.com' },
          credentials: { accessToken: 'shpat_drill_0123456789' },
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
    // Its schema is parsed once, for whatever reads documents; the thread is started here as well.
    await readStream(runtime, operation, input, 1)
    await eventLoopP99(runtime)
    const begun = performance.now()
    const watch = watchMemory(runtime)
    const idle = watchIdleProcess()
    const first = await readStream(runtime, operation, input, result.bytes / 2)
    const second = await readStream(runtime, operation, { ...input, cursor: first.cursor })
    const growth = watch.end()
    return {
      bytes: first.bytes + second.bytes,
      seconds: (performance.now() - begun) / 1_000,
      growth,
      p99: await eventLoopP99(runtime),
      idleP99: await idle.end(),
      faults: faultsOf(first, second, result.groups),
    }
  } finally {
    await runtime.stop()
    await vendor.close()
  }
}

function faultsOf(first: Received, second: Received, groups: number): string[] {
  const faults: string[] = []
  if (first.items + second.items !== groups)
    faults.push(`${first.items} and ${second.items} items of ${groups}`)
  if (second.end?.startsWith(`{"meta"`) !== true || second.end.includes('warnings'))
    faults.push(`the end is ${second.end ?? 'missing'}`)
  const { data } = JSON.parse(first.lastLine) as { data: { id: string; variants: unknown[] } }
  const number = Number(data.id.slice(data.id.lastIndexOf('/') + 1))
  if (number !== first.items - 1) faults.push(`item ${first.items - 1} is ${data.id}`)
  if (data.variants.length !== variantsOf(number, groups))
    faults.push(`${data.id} has ${data.variants.length} variants`)
  return faults
}

import type { Drill } from '../drill.ts'
import { answerWell, hang, startVendor } from '../support/fake-vendor.ts'
import { runOpenLoop, type Sample } from '../support/open-loop.ts'
import { startRuntime } from '../support/runtime-process.ts'
import { outcomes, p99 } from '../support/statistics.ts'

const rate = 100
const duration = 10_000
const mostGrowth = 0.2
// Milliseconds that the p99 may grow by in any case: less is the machine's own noise.
const floor = 5

const load = (url: string, connection: string, lasting: number): Promise<Sample[]> =>
  runOpenLoop({
    origins: [url],
    rate,
    duration: lasting,
    connections: 1_000,
    headers: { 'patchbay-connection': connection },
  })

/** B's samples, alone and then while A hangs. */
async function measure(
  environment: Record<string, string>,
): Promise<{ alone: Sample[]; beside: Sample[]; hanging: Sample[]; sockets: number }> {
  const a = await startVendor(hang)
  const b = await startVendor(answerWell)
  const runtime = await startRuntime({ vendors: { a: a.origin, b: b.origin }, environment })
  try {
    await load(runtime.url, 'b', 2_000)
    const alone = await load(runtime.url, 'b', duration)
    const [hanging, beside] = await Promise.all([
      load(runtime.url, 'a', duration),
      load(runtime.url, 'b', duration),
    ])
    return { alone, beside, hanging, sockets: a.sockets.most }
  } finally {
    await runtime.stop()
    await Promise.all([a.close(), b.close()])
  }
}

export const b14: Drill = {
  id: 'B14',
  promise: 'One dead vendor never hurts another',
  target: `vendor A hangs at ${rate} rps, with and without its breaker: the p99 of B grows < ${mostGrowth * 100} % (or ${floor} ms), 0 errors at B, A holds at most its 64 sockets. Both are connections of one connector, which share more than two connectors do`,
  isLong: true,
  async run() {
    const parts: string[] = []
    let pass = true
    for (const [name, environment] of [
      ['with its breaker', {}],
      ['by the bulkhead alone', { PATCHBAY_BREAKER_VOLUME: '1000000' }],
    ] as const) {
      const { alone, beside, hanging, sockets } = await measure(environment)
      const before = p99(alone)
      const after = p99(beside)
      const errors = beside.filter(({ status }) => status !== 200).length
      pass &&= after - before <= Math.max(floor, before * mostGrowth) && errors === 0 && sockets <= 64
      parts.push(
        `${name}: p99 of B ${before.toFixed(1)} → ${after.toFixed(1)} ms, ${errors} errors${errors > 0 ? ` (${outcomes(beside)})` : ''}, A held ${sockets} sockets (${outcomes(hanging)})`,
      )
    }
    return { measured: parts.join('; '), pass }
  },
}

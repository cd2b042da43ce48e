import type { Drill } from '../drill.ts'
import { answerWell, answerWith, startVendor } from '../support/fake-vendor.ts'
import { runOpenLoop } from '../support/open-loop.ts'
import { startRuntime } from '../support/runtime-process.ts'
import { between, outcomes } from '../support/statistics.ts'

const rate = 200
const well = 3_000
const outage = 20_000
const healed = 5_000
// Until when after the outage began its first moments are over.
const settled = 10_000

export const b10: Drill = {
  id: 'B10',
  promise: 'We never multiply an outage, and notice its end',
  target: `${rate} rps, ${outage / 1_000} s of nothing but 503 after ${well / 1_000} s of health, probes every second: upstream/inbound ≤ 1.10 after the first 10 s (three attempts each: 3.00; Envoy's budget: 1.20), open within 2 s, recovered within 2 s`,
  isLong: true,
  async run() {
    const vendor = await startVendor(answerWell)
    const runtime = await startRuntime({
      vendors: { main: vendor.origin },
      environment: { PATCHBAY_BREAKER_RESET: '1s', PATCHBAY_BREAKER_RESET_MAX: '1s' },
    })
    try {
      await runOpenLoop({ origins: [runtime.url], rate: 50, duration: 1_000 })
      const begun = performance.now()
      setTimeout(() => vendor.behave(answerWith(503)), well)
      setTimeout(() => vendor.behave(answerWell), well + outage)
      const samples = await runOpenLoop({ origins: [runtime.url], rate, duration: well + outage + healed })
      const arrived = (from: number, to: number): number =>
        vendor.arrivals.filter((at) => at - begun >= from && at - begun < to).length
      const ratio = (from: number, to: number): number =>
        arrived(well + from, well + to) / between(samples, well + from, well + to).length
      const openedAt = Math.min(
        ...samples.filter(({ code }) => code === 'circuit_open').map(({ at }) => at - well),
      )
      const recovered = samples.filter(({ at, status }) => at >= well + outage && status !== 200)
      const recoveredAt = Math.max(0, ...recovered.map(({ at }) => at - well - outage))
      const first = ratio(0, settled)
      const later = ratio(settled, outage)
      return {
        measured: `upstream/inbound ${first.toFixed(2)} in the first 10 s, ${later.toFixed(3)} after; open after ${(openedAt / 1_000).toFixed(1)} s, last refusal ${(recoveredAt / 1_000).toFixed(1)} s after the heal; ${outcomes(samples)}`,
        pass: later <= 1.1 && openedAt <= 2_000 && recoveredAt <= 2_000,
      }
    } finally {
      await runtime.stop()
      await vendor.close()
    }
  },
}

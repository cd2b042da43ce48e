import type { Drill } from '../drill.ts'
import { sendVectors } from '../raw/send-vectors.ts'
import { runSlowCallers } from '../raw/slow-callers-process.ts'
import type { SlowCallersEnd } from '../raw/slow-callers.ts'
import { vectors } from '../raw/vectors.ts'
import { startVendor } from '../support/fake-vendor.ts'
import { runOpenLoop, type Sample } from '../support/open-loop.ts'
import { startRuntime } from '../support/runtime-process.ts'
import { typicalP99 } from '../support/statistics.ts'

const slowOfEach = 1_000
const rounds = 3
/** Milliseconds. */
const phase = 25_000
const rate = 50
/** Milliseconds: growth below this is noise of a machine that also runs the slow callers. */
const floor = 10
const latest = 15_000
const many = '1000000/1m'

/** Garbage, ambiguity and slowness, at the level of bytes. */
export const b37: Drill = {
  id: 'B37',
  promise: 'What is not a request is refused quickly, and slow callers hold up nobody',
  target: `${vectors.length} raw vectors: 0 5xx, 0 bypass; ${slowOfEach} slow headers and ${slowOfEach} slow bodies cut within ${latest / 1_000} s (Fastify: 90 s, never); p99 of good calls +20 % or ${floor} ms at the most`,
  isLong: true,
  async run() {
    const vendor = await startVendor()
    const runtime = await startRuntime({
      vendors: { main: vendor.origin },
      // All callers are this one; what limits it is for other drills.
      environment: {
        PATCHBAY_CALL_RATE: many,
        PATCHBAY_OPEN_RATE: many,
        PATCHBAY_FAILED_AUTHENTICATION_RATE: many,
      },
    })
    const load = (duration: number) => runOpenLoop({ origins: [runtime.url], rate, duration })
    const port = Number(new URL(runtime.url).port)
    try {
      await load(3_000)
      const before: Sample[][] = []
      const during: Sample[][] = []
      const ends: SlowCallersEnd[] = []
      for (let round = 0; round < rounds; round += 1) {
        before.push(await load(phase))
        const slow = runSlowCallers(port, slowOfEach, latest + 2_000)
        during.push(await load(phase)) // which is longer than they last
        ends.push(await slow)
      }
      const faults = await sendVectors(port)
      const open = ends.reduce((sum, end) => sum + end.open, 0)
      const slowest = Math.max(...ends.map((end) => end.slowest))
      const statuses = new Set(ends.flatMap((end) => end.statuses))
      const failed = [...before, ...during].flat().filter(({ status }) => status !== 200).length
      const [alone, beside] = [typicalP99(before), typicalP99(during)]
      const isUnhurt = beside - alone <= Math.max(floor, alone * 0.2)
      return {
        measured:
          `${faults.length} faults of ${vectors.length} vectors; ${rounds} times ${2 * slowOfEach} slow connections: ${open} left open, the last cut after ${(slowest / 1_000).toFixed(1)} s (${[...statuses].join()}); ` +
          `good calls: p99 ${alone.toFixed(1)} ms, then ${beside.toFixed(1)} ms (medians of the rounds), ${failed} failed` +
          faults
            .slice(0, 5)
            .map((fault) => `; ${fault}`)
            .join(''),
        pass: faults.length === 0 && open === 0 && slowest <= latest && failed === 0 && isUnhurt,
      }
    } finally {
      await runtime.stop()
      await vendor.close()
    }
  },
}

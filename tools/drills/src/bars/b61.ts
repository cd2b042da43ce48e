import { streamBigResult } from '../bulk/stream-big-result.ts'
import type { Drill } from '../drill.ts'

const bytes = 1_000_000_000
const mostGrowth = 100
const mostDelay = 20

/** An answer that is larger than the memory that may be used for it. */
export const b61: Drill = {
  id: 'B61',
  promise: 'A bulk result of any size streams through, joined, without memory or other calls suffering',
  target: `1 GB, broken off halfway and taken up again: each object once, RSS growth < ${mostGrowth} MB, p99 of the event loop < ${mostDelay} ms`,
  isLong: true,
  async run() {
    const { bytes: received, seconds, growth, p99, idleP99, faults } = await streamBigResult(bytes)
    return {
      measured:
        `${(received / 1_000_000).toFixed(0)} MB in ${seconds.toFixed(0)} s; RSS +${growth.toFixed(0)} MB; ` +
        `p99 of the event loop ${p99.toFixed(1)} ms, of a process that does nothing ${idleP99.toFixed(1)} ms${faults.map((fault) => `; ${fault}`).join('')}`,
      pass: faults.length === 0 && growth < mostGrowth && p99 < mostDelay,
    }
  },
}

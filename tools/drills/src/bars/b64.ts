import type { Drill } from '../drill.ts'
import { streamReport } from '../report/stream-report.ts'

const rows = 250_000
const mostDelay = 20

/** The largest report that Google Analytics gives at once. */
export const b64: Drill = {
  id: 'B64',
  promise: 'A report of Google Analytics streams through, typed, without other calls suffering',
  target: `${rows} rows: each of them, numbers as numbers, p99 of the event loop < ${mostDelay} ms`,
  isLong: true,
  async run() {
    const { bytes, seconds, growth, p99, idleP99, faults } = await streamReport(rows)
    return {
      measured:
        `${(bytes / 1_000_000).toFixed(0)} MB in ${seconds.toFixed(1)} s; RSS +${growth.toFixed(0)} MB; ` +
        `p99 of the event loop ${p99.toFixed(1)} ms, of a process that does nothing ${idleP99.toFixed(1)} ms${faults.map((fault) => `; ${fault}`).join('')}`,
      pass: faults.length === 0 && p99 < mostDelay,
    }
  },
}

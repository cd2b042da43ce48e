import type { Drill } from '../drill.ts'
import { measureLogCost, secretCount } from '../redaction/log-cost.ts'
import { tellEverything } from '../redaction/tell-everything.ts'

const mostOverhead = 10

const percent = (part: number, whole: number): number => (part / whole - 1) * 100

/** A connector that tries to tell its credential, in every way that logs and errors have been seen to leak. */
export const b51: Drill = {
  id: 'B51',
  promise: 'No secret leaves in a log, a problem, a metric or the API document',
  target: `0 leaks of 12 kinds in 15 positions and with CRLF (pino with paths leaks in 13 of 15 positions); less than ${mostOverhead} % of a line's cost`,
  isLong: true,
  async run() {
    const { canaries, texts, leaks, broken } = await tellEverything()
    const { bare, redacted, byExpression } = await measureLogCost()
    const overhead = percent(redacted, bare)
    return {
      measured:
        `${leaks.length} leaks of ${canaries} in ${texts} texts, ${broken.length} broken; a line costs ${redacted.toFixed(0)} ns, ` +
        `${overhead.toFixed(1)} % more than bare (one expression: ${percent(byExpression, bare).toFixed(0)} % more), with ${secretCount} secrets` +
        [...leaks, ...broken]
          .slice(0, 5)
          .map((text) => `; ${text}`)
          .join(''),
      pass: leaks.length === 0 && broken.length === 0 && overhead < mostOverhead,
    }
  },
}

import type { Drill } from '../drill.ts'
import { fuzz } from '../fuzz/run-fuzz.ts'

const requests = 10_000

/** Requests made from our own OpenAPI document, good ones and bad ones. */
export const b36: Drill = {
  id: 'B36',
  promise: 'No request that can be thought up breaks anything, and the API document is true',
  target: `${requests.toLocaleString('en')} generated requests: 0 status 500, 0 undocumented statuses, 0 answers or inputs against their schemas, 0 unhandled rejections (a plain Fastify: 8 defects in 879)`,
  isLong: true,
  async run() {
    const { seed, operations, statuses, negative, faults } = await fuzz(requests)
    const counts = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`)
    return {
      measured:
        `${faults.length} faults of ${operations} operations, ${negative} of the requests bad on purpose (${counts.join(', ')}; seed ${seed})` +
        faults
          .slice(0, 5)
          .map((fault) => `; ${fault}`)
          .join(''),
      pass: faults.length === 0,
    }
  },
}

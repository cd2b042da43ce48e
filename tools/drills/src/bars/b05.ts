import { startRedis } from '@patchbay/test-servers'
import type { Drill } from '../drill.ts'
import { runOpenLoop } from '../support/open-loop.ts'
import { startRuntime } from '../support/runtime-process.ts'
import { outcomes } from '../support/statistics.ts'
import { startVendorProcess } from '../support/vendor-process.ts'

const processes = 3
const rate = 1_500
/** Of the connector's limit `wide`, each second. */
const limit = 300
const tolerance = 0.02
/** Milliseconds: until every process runs as it does under load, and then for how long it is measured. */
const settling = 4_000
const measured = 30_000

/** A limit is one limit, however many processes take from it. What is counted is what reaches the vendor. */
export const b05: Drill = {
  id: 'B05',
  isLong: true,
  promise: 'Limits of vendors are global',
  target: `${processes} processes on one Redis, ${rate} calls a second: within ${tolerance * 100} % of ${limit} a second over ${measured / 1_000} s (limits of each process alone would admit ${limit * processes})`,
  async run() {
    const redis = await startRedis()
    const vendor = await startVendorProcess()
    const environment = {
      REDIS_URL: redis.url,
      PATCHBAY_REDIS_PREFIX: redis.prefix,
      PATCHBAY_CALL_RATE: 'off',
      LOG_LEVEL: 'error',
      // Whatever else holds calls back on a busy machine would be taken for the limit.
      PATCHBAY_REDIS_TIMEOUT: '1s',
      PATCHBAY_TURN_BUDGET: '0s',
      PATCHBAY_IN_FLIGHT_MAX: '100000',
      PATCHBAY_BREAKER_VOLUME: '1000000',
    }
    const runtimes = await Promise.all(
      Array.from({ length: processes }, () =>
        startRuntime({ environment, vendors: { main: vendor.origin } }),
      ),
    )
    try {
      const begun = Date.now()
      const samples = await runOpenLoop({
        origins: runtimes.map(({ url }) => url),
        rate,
        duration: settling + measured,
        operation: 'wide.get',
        // Each waits for its turn if that comes in time, so many wait at once.
        connections: 2_000,
      })
      const from = begun + settling
      const arrivals = (await vendor.arrivals()).filter((at) => at >= from && at < from + measured)
      const perSecond = (arrivals.length * 1_000) / measured
      const most = mostInSpan(arrivals, 1_000)
      return {
        measured:
          `${perSecond.toFixed(1)} a second reach the vendor, ${most} in the fullest second; ` +
          outcomes(samples),
        pass: Math.abs(perSecond / limit - 1) <= tolerance,
      }
    } finally {
      await Promise.all(runtimes.map((runtime) => runtime.stop()))
      vendor.stop()
      await redis.stop()
    }
  },
}

function mostInSpan(arrivals: readonly number[], span: number): number {
  let most = 0
  let first = 0
  for (let last = 0; last < arrivals.length; last += 1) {
    while ((arrivals[last] ?? 0) - (arrivals[first] ?? 0) >= span) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}

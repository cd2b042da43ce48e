import type { LoadResult } from './load/load-request.ts'
import type { ServerProcess } from './processes/server-process.ts'
import { percentile } from './statistics.ts'

/** What one load on one server came to. Times of requests are in milliseconds. */
export interface Measurement {
  readonly requestsPerSecond: number
  readonly p50: number
  readonly p99: number
  /** Microseconds of the server's CPU time for each request. */
  readonly cpuPerRequest: number
  /** Share of one core that the server used. Well below 1 in a closed loop, the load was the limit. */
  readonly busy: number
  readonly failed: number
}

/** Runs a load and reads the server's CPU clock before and after. */
export async function measure(server: ServerProcess, load: () => Promise<LoadResult>): Promise<Measurement> {
  const before = await server.cpuTime()
  const { answered, failed, duration, latencies } = await load()
  const used = (await server.cpuTime()) - before
  return {
    requestsPerSecond: (answered * 1_000) / duration,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpuPerRequest: used / (answered + failed),
    busy: used / 1_000 / duration,
    // A load that got no answer at all has failed, too.
    failed: answered === 0 ? Math.max(1, failed) : failed,
  }
}

import { metric } from '../support/metric.ts'
import type { RuntimeProcess } from '../support/runtime-process.ts'
import { resolution } from './idle-process.ts'

/** Watches the resident memory of a runtime; `end` gives the megabytes that it grew by at its highest. */
export function watchMemory(runtime: RuntimeProcess): { end(): number } {
  const before = runtime.memory()
  let highest = before
  const look = (): void => {
    highest = Math.max(highest, runtime.memory())
  }
  const timer = setInterval(look, 50)
  return {
    end() {
      clearInterval(timer)
      look()
      return (highest - before) / 1_000_000
    },
  }
}

/** How late the event loop of a runtime was, in milliseconds, since it was asked the last time. */
export async function eventLoopP99({ url }: RuntimeProcess): Promise<number> {
  return (
    ((await metric(url, /^patchbay_nodejs_eventloop_lag_p99_seconds/)) ?? Number.NaN) * 1_000 - resolution
  )
}

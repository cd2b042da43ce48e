import { fork } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

/** Milliseconds between two looks at a loop, which Node counts as a part of its delay. */
export const resolution = 10

/**
 * Watches the event loop of a process that does nothing: what it is late by is the machine's doing. `end` gives the p99 of
 * its delay in milliseconds.
 */
export function watchIdleProcess(): { end(): Promise<number> } {
  const child = fork(fileURLToPath(import.meta.url), ['watch'])
  return {
    async end() {
      child.send('end')
      const [p99] = (await once(child, 'message')) as [number]
      child.kill()
      return p99 - resolution
    },
  }
}

if (process.argv[2] === 'watch') {
  const delays = monitorEventLoopDelay({ resolution })
  delays.enable()
  process.once('message', () => process.send?.(delays.percentile(99) / 1e6))
}

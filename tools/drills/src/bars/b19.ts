import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, startHaproxy } from '@patchbay/test-servers'
import type { Drill } from '../drill.ts'
import { answerAfter, startVendor } from '../support/fake-vendor.ts'
import { runOpenLoop } from '../support/open-loop.ts'
import { startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'
import { outcomes, p99 } from '../support/statistics.ts'

const instances = 3
const rate = 500
const duration = 40_000
/** Milliseconds that the drain delay and the grace of the defaults may take together. */
const graceMost = 11_000
/** Restarts begin in this part of the load, so that what they cost is seen. */
const restartsFrom = 2_000
const restartsUntil = 34_000

interface Stop {
  readonly code: number | NodeJS.Signals
  readonly took: number
}

/** SIGTERM to one instance after the other, for as long as the load lasts. */
async function restartInTurns(
  runtimes: RuntimeProcess[],
  start: (index: number) => Promise<RuntimeProcess>,
): Promise<Stop[]> {
  const begun = performance.now()
  const stops: Stop[] = []
  await sleep(restartsFrom)
  for (let index = 0; performance.now() - begun < restartsUntil; index = (index + 1) % instances) {
    const runtime = runtimes[index]
    if (runtime === undefined) break
    const signaled = performance.now()
    runtime.signal('SIGTERM')
    stops.push({ code: await runtime.ended, took: performance.now() - signaled })
    runtimes[index] = await start(index)
    await sleep(500) // the load balancer has to see it before the next one goes
  }
  return stops
}

export const b19: Drill = {
  id: 'B19',
  isLong: true,
  promise: 'SIGTERM and a rolling restart lose no request',
  target: `${rate} rps through HAProxy with a readiness check, ${instances} instances restarted in turns for ${duration / 1_000} s: 0 failed requests, 0 resets; exit code 0 within ${graceMost / 1_000} s. Fastify's app.close() alone: 50 x 503 and 3 resets`,
  async run() {
    const vendor = await startVendor(answerAfter(20))
    const ports = await Promise.all(Array.from({ length: instances }, () => freePort()))
    const start = (index: number): Promise<RuntimeProcess> =>
      startRuntime({
        vendors: { main: vendor.origin },
        environment: { PORT: String(ports[index]), PATCHBAY_LOG_SAMPLE: '0' },
      })
    const runtimes: RuntimeProcess[] = []
    try {
      for (let index = 0; index < instances; index += 1) runtimes.push(await start(index))
      const balancer = await startHaproxy({ ports, checkPath: '/readyz', checkEvery: 200 })
      try {
        const [samples, stops] = await Promise.all([
          runOpenLoop({ origins: [balancer.url], rate, duration }),
          restartInTurns(runtimes, start),
        ])
        const failed = samples.filter(({ status }) => status !== 200)
        const slowest = Math.max(...stops.map(({ took }) => took))
        const clean = stops.filter(({ code }) => code === 0)
        return {
          measured: `${outcomes(samples)}; p99 ${Math.round(p99(samples))} ms; ${clean.length} of ${stops.length} restarts ended with code 0, the slowest after ${(slowest / 1_000).toFixed(1)} s`,
          pass:
            failed.length === 0 &&
            samples.length === (rate * duration) / 1_000 &&
            stops.length >= instances &&
            clean.length === stops.length &&
            slowest <= graceMost,
        }
      } finally {
        await balancer.stop()
      }
    } finally {
      await Promise.all(runtimes.map((runtime) => runtime.stop()))
      await vendor.close()
    }
  },
}

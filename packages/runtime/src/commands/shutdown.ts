import { setTimeout as sleep } from 'node:timers/promises'
import { inMilliseconds } from '../configuration/durations.ts'
import type { FastifyInstance } from 'fastify'
import type { Settings } from '../configuration/settings.ts'

/** Milliseconds for what is given up to be answered and recorded. A part of the grace; half of one that is shorter still. */
const lastWords = 1_000

/**
 * Stops without losing a request. On SIGTERM /readyz says no while the server goes on serving, so that load
 * balancers turn away; then it stops listening and waits for the calls in flight. On SIGINT (Ctrl-C) there is no
 * load balancer to wait for. Shortly before the end of the grace, calls that still wait are given up and answered with a
 * problem. A second signal, or the end of the grace, stops at once.
 */
export function installShutdown(app: FastifyInstance, settings: Settings): void {
  let isStopping = false
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (isStopping) {
      app.log.warn({ signal }, 'stopped at once')
      process.exit(1)
    }
    isStopping = true
    app.log.info({ signal }, 'draining')
    app.patchbay.readiness.drain()
    if (signal === 'SIGTERM') await sleep(inMilliseconds(settings.drainDelay))
    const grace = inMilliseconds(settings.shutdownGrace)
    const tooLate = setTimeout(() => {
      app.log.error({ grace }, 'requests were still in flight at the end of the grace')
      process.exit(1)
    }, grace)
    tooLate.unref()
    const giveUp = setTimeout(
      () => {
        const { openCalls } = app.patchbay
        if (openCalls.size > 0) app.log.warn({ calls: openCalls.size }, 'calls are given up')
        openCalls.giveUp()
      },
      grace - Math.min(lastWords, grace / 2),
    )
    giveUp.unref()
    await app.close()
    app.log.info('stopped')
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        app.log.fatal({ err: error }, 'shutdown failed')
        process.exit(1)
      })
    })
  }
}

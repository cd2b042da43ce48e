import type { Logger } from 'pino'
import { systemTimers, type Timers } from '../../limits/timers.ts'
import { isStoreAway } from '../../store/outages.ts'
import type { Store } from '../../store/store.ts'
import type { MemoryState } from '../memory/create-memory-state.ts'
import type { SharedState } from '../shared-state.ts'
import { createLimitLedger } from './limit-ledger.ts'
import { LedgeredLimits } from './ledgered-limits.ts'

export interface LedgeredStateParts {
  readonly memory: MemoryState
  /** Closed after the state. */
  readonly store: Store
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly timers?: Timers
}

/** Milliseconds. */
const forgetEvery = 600_000
/** Milliseconds for which a period that has ended is kept, for those whose clocks are late. */
const keptFor = 86_400_000
/** Milliseconds that closing waits for the store. */
const lastWait = 5_000

/** The state of one process, of which lasting limits are kept in the store. */
export function openLedgeredState(parts: LedgeredStateParts): SharedState {
  const { memory, store, log, now, timers = systemTimers } = parts
  const ledger = createLimitLedger(store)
  const fail = (error: unknown): void => {
    if (!isStoreAway(error)) log.error({ err: error }, 'what is taken from daily limits could not be written')
  }
  const limits = new LedgeredLimits({ counts: memory.limits, ledger, onFailure: fail })
  const forget = (): void => {
    const before = now() - keptFor
    limits.forget(before)
    ledger.forget(before).catch(fail)
  }
  const endings = [
    timers.every(forgetEvery, forget),
    store.availability.onChange((isUp) => {
      if (isUp) limits.catchUp()
    }),
  ]
  return {
    ...memory,
    limits,
    async close() {
      for (const end of endings) end()
      const late = Promise.withResolvers<never>()
      const deadline = setTimeout(() => late.reject(new Error('not in time')), lastWait)
      try {
        await Promise.race([limits.close(), late.promise])
      } catch (error) {
        log.warn({ err: error }, 'what was taken from daily limits is not written exactly')
      } finally {
        clearTimeout(deadline)
      }
      await memory.close()
    },
  }
}

import { Counter, Gauge, type Registry } from 'prom-client'
import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import type { UsageCounter, UsageSeries } from './usage-counter.ts'
import { createUsageLedger, minuteLength, minuteOf } from './usage-ledger.ts'
import { createUsageWriter, forgetWriters, type UsageBatch } from './usage-writer.ts'

/** Counts calls in memory, and stores what was counted every second. */
export interface Usage {
  /** A counter that is the caller's own: keep it for all calls of its series. */
  counter(series: UsageSeries): UsageCounter
  /** Stores what was counted so far. Rejects while the store is away; nothing is lost by that. */
  flush(): Promise<void>
  /** Stores the rest. What cannot be stored within seconds is lost, and logged. */
  close(): Promise<void>
}

export interface UsageParts {
  readonly store: Store
  readonly registry: Registry
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Milliseconds between two writes: what a process that is killed loses at most. */
const flushEvery = 1_000
/** Milliseconds that closing waits for the store. */
const lastWait = 5_000
const batchSize = 500

export function openUsage({ store, registry, log, now }: UsageParts): Usage {
  const ledger = createUsageLedger({ now })
  const writer = createUsageWriter(store, crypto.randomUUID())
  let unwritten: UsageBatch | undefined
  let batches = 0
  let isFailing = false
  let running: Promise<void> | undefined

  const failures = new Counter({
    name: 'patchbay_usage_write_failures_total',
    help: 'Writes of usage that failed. They are repeated until they succeed.',
    registers: [registry],
  })
  new Gauge({
    name: 'patchbay_usage_unwritten',
    help: 'Entries of usage (one for each tenant, operation and minute) that are counted and not stored yet.',
    registers: [registry],
    collect() {
      this.set(ledger.size + (unwritten?.entries.length ?? 0))
    },
  })

  const next = (): UsageBatch | undefined => {
    const entries = ledger.take(batchSize)
    if (entries.length === 0) return undefined
    batches += 1
    return { number: batches, entries }
  }

  const writeAll = async (): Promise<void> => {
    ledger.cut()
    for (;;) {
      // One that failed is repeated as it was: whether it was stored is known only by its number.
      unwritten ??= next()
      if (unwritten === undefined) return
      await writer.write(unwritten)
      unwritten = undefined
    }
  }

  const flush = async (): Promise<void> => {
    // What runs may have cut before the last of the caller's counts.
    await running?.catch(() => undefined)
    running ??= writeAll().finally(() => (running = undefined))
    await running
  }

  const flushAndSay = async (): Promise<void> => {
    try {
      await flush()
      if (isFailing) log.info('usage is stored again')
      isFailing = false
    } catch (error) {
      failures.inc()
      if (!isFailing) log.warn({ err: error }, 'usage cannot be stored now; it is kept and tried again')
      isFailing = true
    }
  }

  let timer: NodeJS.Timeout | undefined
  const schedule = (): void => {
    const time = now()
    // With the minute at the latest, so that each count is entered under its own.
    const delay = Math.min(flushEvery, minuteOf(time) + minuteLength - time)
    timer = setTimeout(() => {
      ledger.cut()
      schedule()
      if (running === undefined) void flushAndSay()
    }, delay).unref()
  }
  schedule()
  void forgetWriters(store).catch(() => undefined) // the next start does it

  return {
    counter: (series) => ledger.counter(series),
    flush,
    async close() {
      clearTimeout(timer)
      const late = Promise.withResolvers<never>()
      const deadline = setTimeout(() => late.reject(new Error('not in time')), lastWait)
      try {
        await Promise.race([flush(), late.promise])
      } catch (error) {
        const entries = ledger.size + (unwritten?.entries.length ?? 0)
        log.error({ err: error, entries }, 'usage of the last moments could not be stored')
      } finally {
        clearTimeout(deadline)
      }
    },
  }
}

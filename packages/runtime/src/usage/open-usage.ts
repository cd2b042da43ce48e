import { Counter, Gauge, type Registry } from 'prom-client'
import type { Logger } from 'pino'
import { createNumberedBatches } from '../store/numbered-batches.ts'
import type { Store } from '../store/store.ts'
import type { UsageCounter, UsageSeries } from './usage-counter.ts'
import { createUsageLedger, minuteLength, minuteOf } from './usage-ledger.ts'
import { createUsageWriter, forgetWriters } from './usage-writer.ts'

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
const batchSize = 500

export function openUsage({ store, registry, log, now }: UsageParts): Usage {
  const ledger = createUsageLedger({ now })
  const writer = createUsageWriter(store, crypto.randomUUID())
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
      this.set(batches.unwritten)
    },
  })

  const batches = createNumberedBatches({
    gathered: ledger,
    batchSize,
    write: (batch) => writer.write(batch),
    begin: () => ledger.cut(),
    failed: () => failures.inc(),
    log,
    messages: {
      away: 'usage cannot be stored now; it is kept and tried again',
      back: 'usage is stored again',
      lost: 'usage of the last moments could not be stored',
    },
  })

  let timer: NodeJS.Timeout | undefined
  const schedule = (): void => {
    const time = now()
    // With the minute at the latest, so that each count is entered under its own.
    const delay = Math.min(flushEvery, minuteOf(time) + minuteLength - time)
    timer = setTimeout(() => {
      ledger.cut()
      schedule()
      batches.attempt()
    }, delay).unref()
  }
  schedule()
  void forgetWriters(store).catch(() => undefined) // the next start does it

  return {
    counter: (series) => ledger.counter(series),
    flush: () => batches.flush(),
    async close() {
      clearTimeout(timer)
      await batches.close()
    },
  }
}

import { Counter, type Registry } from 'prom-client'
import type { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { Call } from '../calls/call.ts'
import type { Store } from '../store/store.ts'
import { cleanErrors, limitGroups } from './clean-errors.ts'
import { createErrorLedger } from './error-ledger.ts'
import { createErrorWriter, type ErrorBatch, type ErrorNews } from './error-writer.ts'

/** Groups the errors of calls in memory, and stores what was seen every second. */
export interface Errors {
  /** For each call that failed, with its problem as the caller is told it. */
  readonly note: (call: Call, problem: Problem, attempts: number, cause: unknown) => void
  /** Stores what was seen so far. Rejects while the store is away; it is kept and tried again. */
  flush(): Promise<void>
  /** Stores the rest. What cannot be stored within seconds is lost, and logged. */
  close(): Promise<void>
}

export interface ErrorsParts {
  readonly store: Store
  readonly registry: Registry
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Hides what is secret in a text. */
  readonly hide: (text: string) => string
}

const flushEvery = 1_000
const cleanEvery = 3_600_000
/** Milliseconds that closing waits for the store. */
const lastWait = 5_000
const batchSize = 200

export function openErrors({ store, registry, log, now, hide }: ErrorsParts): Errors {
  const ledger = createErrorLedger({ now, hide })
  const writer = createErrorWriter(store, crypto.randomUUID())
  let unwritten: ErrorBatch | undefined
  let batches = 0
  let isFailing = false
  let running: Promise<void> | undefined

  const events = new Counter({
    name: 'patchbay_error_groups_total',
    help: 'Groups of errors that are new, and that occurred again after they were resolved (regression).',
    labelNames: ['connector', 'event'],
    registers: [registry],
  })
  new Counter({
    name: 'patchbay_error_occurrences_dropped_total',
    help: 'Errors of calls that there was no room for, so that no group counts them.',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(ledger.dropped)
    },
  })

  const tell = ({ event, entry }: ErrorNews): void => {
    const { series, id, code, sample } = entry
    events.inc({ connector: series.connector, event })
    const { requestId, detail } = sample
    log.warn({ ...series, errorGroup: id, code, requestId, detail, event }, 'error group')
  }

  const next = (): ErrorBatch | undefined => {
    const entries = ledger.take(batchSize)
    if (entries.length === 0) return undefined
    batches += 1
    return { number: batches, entries }
  }

  const writeAll = async (): Promise<void> => {
    const grown = new Set<string>()
    for (;;) {
      // One that failed is repeated as it was: whether it was stored is known only by its number.
      unwritten ??= next()
      if (unwritten === undefined) break
      const news = await writer.write(unwritten)
      unwritten = undefined
      for (const one of news) {
        tell(one)
        if (one.event === 'new') grown.add(one.entry.series.tenant)
      }
    }
    for (const tenant of grown) await limitGroups(store, tenant)
  }

  const flush = async (): Promise<void> => {
    await running?.catch(() => undefined)
    running ??= writeAll().finally(() => (running = undefined))
    await running
  }

  const flushAndSay = async (): Promise<void> => {
    try {
      await flush()
      if (isFailing) log.info('groups of errors are stored again')
      isFailing = false
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, 'groups of errors cannot be stored now; they are kept')
      isFailing = true
    }
  }

  const clean = (): void => void cleanErrors(store, now()).catch(() => undefined) // the next time does it
  const timers = [
    setInterval(() => {
      if (running === undefined && (ledger.size > 0 || unwritten !== undefined)) void flushAndSay()
    }, flushEvery).unref(),
    setInterval(clean, cleanEvery).unref(),
  ]
  clean()

  return {
    note(call, problem, attempts, cause) {
      const { operation, principal, requestId, traceId, place } = call
      const connector = operation.connector.host.description.id
      const series = { tenant: principal.tenant, connector, operation: operation.description.id }
      ledger.add({ series, problem, requestId, traceId, connection: place.connection, attempts, cause })
    },
    flush,
    async close() {
      for (const timer of timers) clearInterval(timer)
      const late = Promise.withResolvers<never>()
      const deadline = setTimeout(() => late.reject(new Error('not in time')), lastWait)
      try {
        await Promise.race([flush(), late.promise])
      } catch (error) {
        log.error({ err: error }, 'errors of the last moments could not be stored')
      } finally {
        clearTimeout(deadline)
      }
    },
  }
}

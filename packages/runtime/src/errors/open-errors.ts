import { Counter, type Registry as Metrics } from 'prom-client'
import type { Logger } from 'pino'
import type { Registry } from '../connectors/registry.ts'
import { createNumberedBatches } from '../store/numbered-batches.ts'
import type { Store } from '../store/store.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { cleanErrors, limitGroups } from './clean-errors.ts'
import type { ErrorEntry } from './error-entry.ts'
import { errorListeners, type ErrorListeners } from './error-listeners.ts'
import { createErrorLedger } from './error-ledger.ts'
import { createErrorWriter, type ErrorNews } from './error-writer.ts'
import { ofQuarantine } from './occurrences-elsewhere.ts'

/** Groups errors in memory, and stores what was seen every second. */
export interface Errors extends ErrorListeners {
  /** Stores what was seen so far. Rejects while the store is away; it is kept and tried again. */
  flush(): Promise<void>
  /** Stores the rest. What cannot be stored within seconds is lost, and logged. */
  close(): Promise<void>
}

export interface ErrorsParts {
  readonly store: Store
  readonly metrics: Metrics
  /** What could not be loaded is an error of its own. */
  readonly registry: Pick<Registry, 'quarantined'>
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly redactor: Pick<Redactor, 'redact'>
}

const flushEvery = 1_000
const cleanEvery = 3_600_000
const batchSize = 200

export function openErrors({ store, metrics, registry, redactor, log, now }: ErrorsParts): Errors {
  const ledger = createErrorLedger({ now, hide: (text) => redactor.redact(text) })
  for (const quarantined of registry.quarantined) ledger.add(ofQuarantine(quarantined))
  const writer = createErrorWriter(store, crypto.randomUUID())
  const events = new Counter({
    name: 'patchbay_error_groups_total',
    help: 'Groups of errors that are new, and that occurred again after they were resolved (regression).',
    labelNames: ['connector', 'event'],
    registers: [metrics],
  })
  new Counter({
    name: 'patchbay_error_occurrences_dropped_total',
    help: 'Errors that there was no room for, so that no group counts them.',
    registers: [metrics],
    collect() {
      this.reset()
      this.inc(ledger.dropped)
    },
  })

  const tell = ({ event, entry }: ErrorNews): void => {
    const { series, id, source, code, sample } = entry
    events.inc({ connector: series.connector, event })
    const { requestId, detail } = sample
    log.warn({ ...series, errorGroup: id, source, code, requestId, detail, event }, 'error group')
  }

  const grown = new Set<string>()
  const batches = createNumberedBatches<ErrorEntry>({
    gathered: ledger,
    batchSize,
    async write(batch) {
      for (const news of await writer.write(batch)) {
        tell(news)
        if (news.event === 'new') grown.add(news.entry.series.tenant)
      }
    },
    async finish() {
      for (const tenant of grown) {
        await limitGroups(store, tenant)
        grown.delete(tenant)
      }
    },
    log,
    messages: {
      away: 'groups of errors cannot be stored now; they are kept',
      back: 'groups of errors are stored again',
      lost: 'errors of the last moments could not be stored',
    },
  })

  const clean = (): void => void cleanErrors(store, now()).catch(() => undefined) // the next time does it
  const timers = [
    setInterval(() => batches.attempt(), flushEvery).unref(),
    setInterval(clean, cleanEvery).unref(),
  ]
  clean()

  return {
    ...errorListeners((occurrence) => ledger.add(occurrence)),
    flush: () => batches.flush(),
    async close() {
      for (const timer of timers) clearInterval(timer)
      await batches.close()
    },
  }
}

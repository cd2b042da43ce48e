import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import { afterCommit } from '../store/after-commit.ts'
import type { Store } from '../store/store.ts'
import { appendEvents, type Appended } from './append-events.ts'
import type { Audit } from './audit.ts'
import type { ChainPosition } from './audit-entry.ts'
import type { AuditKeys } from './audit-key.ts'
import type { AuditMetrics } from './audit-metrics.ts'
import type { DatedEvent } from './link-entries.ts'
import { createSpool } from './spool.ts'
import type { SpoolFolder } from './spool-folder.ts'

export interface AuditWriter extends Audit {
  /** How far the log reached when this instance last wrote to it. */
  readonly lastSeen: ChainPosition | undefined
  /** Writes events that may be in the store already, all at once or none. */
  store(events: readonly DatedEvent[]): Promise<void>
  /** Moves into the store what waited for it in files. Rejects while it is away. */
  emptySpool(): Promise<void>
  /** Waits for all that was to be written. */
  close(): Promise<void>
}

export interface AuditWriterParts {
  readonly store: Store
  readonly keys: AuditKeys
  readonly spoolFolder: SpoolFolder
  readonly metrics: AuditMetrics
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds that the store may take for what waits. */
  readonly patience: number
}

interface Waiting {
  readonly event: DatedEvent
  /** Whether an earlier try may have written it. */
  readonly mayBeThere: boolean
  readonly resolve: () => void
  readonly reject: (problem: Problem) => void
}

/** Entries of one statement: some twenty parameters each, of 65,535. */
const mostAtOnce = 500
/** Milliseconds in which events gather for one file, each of which costs two syncs of a disk. */
const gatherFor = 5

export function createAuditWriter(parts: AuditWriterParts): AuditWriter {
  const { store, keys, metrics, log, now, patience } = parts
  let lastSeen: ChainPosition | undefined
  let waiting: Waiting[] = []
  let writing: Promise<void> | undefined

  const note = ({ head, records, harm }: Appended): void => {
    if (harm !== undefined) {
      metrics.harmed()
      log.error({ harm, ...head.last, lastSeen: lastSeen?.sequence }, 'the audit log was harmed')
    }
    metrics.stored(records.length)
    // Of two that are committed one after the other, the later may be noted first.
    if (harm !== undefined || head.last.sequence > (lastSeen?.sequence ?? 0)) lastSeen = head.last
  }

  const commit = async (events: readonly DatedEvent[], mayBeThere: boolean): Promise<void> => {
    const options = { keys, now, mayBeThere, lastSeen: lastSeen?.sequence }
    note(await store.transaction((database) => appendEvents(database, events, options)))
  }

  const spool = createSpool({
    folder: parts.spoolFolder,
    store: (events) => commit(events, true),
    log,
    now,
  })

  const commitInTime = async (batch: readonly Waiting[]): Promise<void> => {
    const inTime = new AbortController()
    const late = sleep(patience, undefined, { signal: inTime.signal, ref: false }).then(() => {
      throw new Problem('state_unavailable', { detail: 'The store did not take audit entries in time.' })
    })
    try {
      const events = batch.map(({ event }) => event)
      const mayBeThere = batch.some((one) => one.mayBeThere)
      await Promise.race([commit(events, mayBeThere), late])
    } finally {
      late.catch(() => undefined)
      inTime.abort()
    }
  }

  const keepInFile = async (batch: readonly Waiting[], cause: unknown): Promise<void> => {
    try {
      await spool.keep(batch.map(({ event }) => event))
      metrics.spooled(batch.length)
      for (const { resolve } of batch) resolve()
    } catch (error) {
      log.error({ err: error, cause, entries: batch.length }, 'audit entries could be kept nowhere')
      const detail =
        'What was done could not be recorded: neither the store nor the data folder takes it. It may have happened.'
      for (const { reject } of batch) reject(new Problem('outcome_unknown', { detail, cause: error }))
    }
  }

  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      if (spool.isFilled) await sleep(gatherFor)
      const batch = waiting.slice(0, mostAtOnce)
      waiting = waiting.slice(mostAtOnce)
      if (spool.isFilled) {
        await keepInFile(batch, undefined)
        continue
      }
      try {
        await commitInTime(batch)
        for (const { resolve } of batch) resolve()
      } catch (error) {
        log.warn({ err: error, entries: batch.length }, 'the store does not take audit entries')
        await keepInFile(batch, error)
      }
    }
    // In the same turn in which nothing more waited, so that whoever comes next starts it again.
    writing = undefined
  }

  return {
    get lastSeen() {
      return lastSeen
    },
    async append(event, database) {
      const { id, time = now() } = event
      const dated: DatedEvent = { ...event, id: id ?? randomUUID(), time }
      if (database !== undefined) {
        const options = { keys, now, lastSeen: lastSeen?.sequence, isSealedAnew: true }
        const appended = await appendEvents(database, [dated], options)
        afterCommit(database, () => note(appended))
        return
      }
      await new Promise<void>((resolve, reject) => {
        waiting.push({ event: dated, mayBeThere: id !== undefined, resolve, reject })
        writing ??= write()
      })
    },
    store: (events) => commit(events, true),
    emptySpool: () => spool.empty(),
    async close() {
      await writing
      await spool.close()
    },
  }
}

import { defaultTenant } from '../access/principal.ts'
import type { Logger } from 'pino'
import type { DatedEvent } from './link-entries.ts'
import type { SpoolFolder } from './spool-folder.ts'
import { bySystem } from './system-event.ts'

/** Events that wait for the store to come back. */
export interface Spool {
  /** Resolves once the events survive. From then on the store is asked every second to take them. */
  keep(events: readonly DatedEvent[]): Promise<void>
  /** Whether events wait. */
  readonly isFilled: boolean
  /** Moves into the store what waits, also what other processes left behind. Rejects if the store does not take it. */
  empty(): Promise<void>
  close(): Promise<void>
}

export interface SpoolParts {
  readonly folder: SpoolFolder
  /** Writes events, some of which may be there, into the store. */
  readonly store: (events: readonly DatedEvent[]) => Promise<void>
  readonly log: Logger
  readonly now: () => number
}

/** Milliseconds between two tries to empty it. */
const retryEvery = 1_000
const eventsAtOnce = 500

export function createSpool({ folder, store, log, now }: SpoolParts): Spool {
  let isFilled = false
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let emptying: Promise<void> | undefined

  /** Some events, whole files of them, and the files. */
  const gather = async (): Promise<{ files: string[]; events: DatedEvent[] }> => {
    const files: string[] = []
    const events: DatedEvent[] = []
    for (const name of await folder.list()) {
      const spooled = await folder.read(name)
      if (spooled?.events !== undefined) {
        files.push(name)
        events.push(...spooled.events)
      } else if (spooled !== undefined) {
        log.error(
          { file: name },
          'audit entries that waited in a file were tampered with, or their key is gone',
        )
        await store([{ ...bySystem('audit.spool-damaged', defaultTenant, now()), target: name }])
        await folder.putAside(name)
      }
      if (events.length >= eventsAtOnce) break
    }
    return { files, events }
  }

  const moveAll = async (): Promise<void> => {
    for (;;) {
      const { files, events } = await gather()
      if (files.length === 0) break
      await store(events)
      for (const file of files) await folder.remove(file)
      log.info({ entries: events.length }, 'audit entries that waited are in the store')
    }
    isFilled = false
  }

  const schedule = (): void => {
    if (isClosed) return
    timer ??= setTimeout(() => {
      timer = undefined
      void empty().catch(() => undefined)
    }, retryEvery).unref()
  }

  const empty = (): Promise<void> => {
    emptying ??= moveAll()
      .catch((error: unknown) => {
        schedule()
        throw error
      })
      .finally(() => (emptying = undefined))
    return emptying
  }

  return {
    async keep(events) {
      if (!isFilled) log.warn('audit entries wait in files until the store takes them')
      isFilled = true
      schedule()
      await folder.keep(events)
    },
    get isFilled() {
      return isFilled
    },
    empty,
    async close() {
      isClosed = true
      clearTimeout(timer)
      await empty().catch(() => undefined) // they are safe where they are
    },
  }
}

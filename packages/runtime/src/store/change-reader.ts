import { sql } from 'kysely'
import type { Change } from './change-feed.ts'
import { createChangeWindow, type ChangeWindow } from './change-window.ts'
import type { Database } from './store.ts'

/** Reads what the instances tell each other in the table `changes`. */
export interface ChangeReader {
  /** What is new. Undefined where there may have been more than is there now; that is so for the first time. */
  read(): Promise<Change[] | undefined>
  /** Tells the others. What is told here is not read here, once `heard` is called with what this gives. */
  tell(database: Database, change: Change): Promise<number>
  heard(sequence: number): void
  /** Something may have been missed. */
  reset(): void
  /** Deletes what everybody has read. */
  clean(): Promise<void>
}

/** How far back to look at the beginning for what was not committed yet. */
const unsettled = 100

/** Milliseconds after which one that has slept no longer knows what it missed. Rows are kept for longer. */
const mostSleep = 3_600_000

export function createChangeReader(database: Database, now: () => number): ChangeReader {
  let window: ChangeWindow | undefined
  let lastRead = now()

  const begin = async (): Promise<void> => {
    const rows = await database
      .selectFrom('changes')
      .select('sequence')
      .orderBy('sequence', 'desc')
      .limit(unsettled)
      .execute()
    const sequences = rows.map(({ sequence }) => sequence).toReversed()
    const fresh = createChangeWindow(Math.max(0, (sequences.at(-1) ?? 0) - unsettled), now)
    for (const sequence of sequences) fresh.add(sequence)
    window = fresh
  }

  return {
    async read() {
      const hasSlept = now() - lastRead > mostSleep
      const from = window
      if (from === undefined || hasSlept) {
        await begin()
        lastRead = now()
        return undefined
      }
      from.expire()
      const rows = await database
        .selectFrom('changes')
        .select(['sequence', 'topic', 'tenant', 'key'])
        .where((is) =>
          is.or([
            is('sequence', '>', from.highest),
            ...(from.missing.length === 0 ? [] : [is('sequence', 'in', from.missing)]),
          ]),
        )
        .orderBy('sequence')
        .execute()
      lastRead = now()
      return rows
        .filter(({ sequence }) => from.add(sequence))
        .map(({ topic, tenant, key }) => ({ topic, tenant, key }))
    },
    async tell(transaction, { topic, tenant, key }) {
      const { sequence } = await transaction
        .insertInto('changes')
        .values({ topic, tenant, key })
        .returning('sequence')
        .executeTakeFirstOrThrow()
      return sequence
    },
    heard: (sequence) => void window?.add(sequence),
    reset() {
      window = undefined
    },
    async clean() {
      await database
        .deleteFrom('changes')
        .where('changed_at', '<', sql<Date>`now() - interval '1 day'`)
        .execute()
    },
  }
}

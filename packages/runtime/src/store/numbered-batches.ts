import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Database } from './store.ts'

/** Entries that are stored together, or not at all. */
export interface NumberedBatch<Entry> {
  /** Grows by one with each batch of an instance. */
  readonly number: number
  readonly entries: readonly Entry[]
}

/** What is gathered in memory is stored in batches: each counts once, however often it has to be tried. */
export interface NumberedBatches {
  /** Stores what was gathered so far. Rejects while the store is away; nothing is lost by that. */
  flush(): Promise<void>
  /** Stores it unless that goes on already, and logs when that begins and ceases to fail. */
  attempt(): void
  /** Stores the rest. What cannot be stored within seconds is lost, and logged. */
  close(): Promise<void>
  /** Entries that are gathered and not stored yet. */
  readonly unwritten: number
}

export interface NumberedBatchesParts<Entry> {
  readonly gathered: {
    /** Takes out up to so many: they are the caller's now. */
    take(most: number): Entry[]
    readonly size: number
  }
  readonly batchSize: number
  write(batch: NumberedBatch<Entry>): Promise<void>
  /** Called before the first batch is taken. */
  begin?(): void
  /** Called after the last batch was stored. */
  finish?(): Promise<void>
  failed?(): void
  readonly log: Logger
  /** What is logged when it cannot be stored now, when it can again, and when the rest is lost. */
  readonly messages: Readonly<Record<'away' | 'back' | 'lost', string>>
}

/** Milliseconds that closing waits for the store. */
const lastWait = 5_000

export function createNumberedBatches<Entry>(parts: NumberedBatchesParts<Entry>): NumberedBatches {
  const { gathered, batchSize, log, messages } = parts
  let unwritten: NumberedBatch<Entry> | undefined
  let batches = 0
  let isFailing = false
  let running: Promise<void> | undefined

  const next = (): NumberedBatch<Entry> | undefined => {
    const entries = gathered.take(batchSize)
    if (entries.length === 0) return undefined
    batches += 1
    return { number: batches, entries }
  }

  const writeAll = async (): Promise<void> => {
    parts.begin?.()
    for (;;) {
      // One that failed is repeated as it was: whether it was stored is known only by its number.
      unwritten ??= next()
      if (unwritten === undefined) break
      await parts.write(unwritten)
      unwritten = undefined
    }
    await parts.finish?.()
  }

  const flush = async (): Promise<void> => {
    // What runs may have begun before the last of what the caller means.
    await running?.catch(() => undefined)
    running ??= writeAll().finally(() => (running = undefined))
    await running
  }

  const flushAndSay = async (): Promise<void> => {
    try {
      await flush()
      if (isFailing) log.info(messages.back)
      isFailing = false
    } catch (error) {
      parts.failed?.()
      if (!isFailing) log.warn({ err: error }, messages.away)
      isFailing = true
    }
  }

  const count = (): number => gathered.size + (unwritten?.entries.length ?? 0)

  return {
    flush,
    attempt() {
      if (running === undefined) void flushAndSay()
    },
    async close() {
      const late = Promise.withResolvers<never>()
      const deadline = setTimeout(() => late.reject(new Error('not in time')), lastWait)
      try {
        await Promise.race([flush(), late.promise])
      } catch (error) {
        log.error({ err: error, entries: count() }, messages.lost)
      } finally {
        clearTimeout(deadline)
      }
    },
    get unwritten() {
      return count()
    },
  }
}

/** Notes in the transaction of a batch how far an instance has come: false if the batch was stored already. */
export async function isNewBatch(
  database: Database,
  table: 'usage_writers' | 'error_writers',
  instance: string,
  number: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into ${sql.table(table)} as writers (instance, batch) values (${instance}, ${number})
    on conflict (instance) do update set batch = excluded.batch, written_at = now()
      where writers.batch < excluded.batch
    returning 1`.execute(database)
  return rows.length > 0
}

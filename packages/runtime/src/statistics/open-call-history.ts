import { sql } from 'kysely'
import type { Logger } from 'pino'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Store } from '../store/store.ts'
import type { CallHistory } from './call-history.ts'
import { readHistory } from './read-history.ts'

export interface CallHistoryParts {
  readonly settings: Pick<Settings, 'callMinutesKept'>
  readonly store: Store
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface OpenedCallHistory extends CallHistory {
  /** Removes minutes that are too old. Rejects while the store is away. */
  removeOld(): Promise<void>
  close(): void
}

/** Milliseconds between two removals. */
const removeEvery = 600_000
/** Rows of one removal, so that none holds the store for long. */
const portion = 5_000

/** What calls came to, from what usage has stored. */
export function openCallHistory({ settings, store, log, now }: CallHistoryParts): OpenedCallHistory {
  const kept = inMilliseconds(settings.callMinutesKept)

  const removeOld = async (): Promise<void> => {
    for (;;) {
      const { rows } = await sql`
        with removed as (
          delete from call_minutes where ctid in (
            select ctid from call_minutes where minute < ${new Date(now() - kept)} limit ${portion}
          ) returning 1
        )
        select count(*)::int as count from removed`.execute(store.database)
      if ((rows[0] as { count: number }).count < portion) return
    }
  }
  const timer = setInterval(() => {
    removeOld().catch((error: unknown) => log.debug({ err: error }, 'old minutes of calls stay for now'))
  }, removeEvery).unref()

  return {
    read: (question) => readHistory(store.database, question, now() - kept),
    removeOld,
    close: () => clearInterval(timer),
  }
}

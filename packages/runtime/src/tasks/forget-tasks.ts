import { sql } from 'kysely'
import type { Logger } from 'pino'
import { systemTimers, type Timers } from '../limits/timers.ts'
import { isStoreAway } from '../store/outages.ts'
import type { Store } from '../store/store.ts'

/** Milliseconds. */
const every = 60_000
/** Rows at once, so that no statement takes long. */
const batch = 200

/** Deletes, of all tenants, the tasks whose time is over, and their results. Whoever runs one of them finds out. */
export async function forgetTasks({ database }: Pick<Store, 'database'>): Promise<void> {
  for (let deleted = batch; deleted === batch;) {
    const ended = database
      .selectFrom('tasks')
      .select('id')
      .where('ends', '<=', sql<Date>`now()`)
      .limit(batch)
    const { numDeletedRows } = await database
      .deleteFrom('tasks')
      .where('id', 'in', ended)
      .executeTakeFirstOrThrow()
    deleted = Number(numDeletedRows)
  }
}

/** Does so from time to time. Returns what ends that. */
export function forgetTasksRegularly(store: Store, log: Logger, timers: Timers = systemTimers): () => void {
  return timers.every(every, () => {
    forgetTasks(store).catch((error: unknown) => {
      if (!isStoreAway(error)) log.error({ err: error }, 'old tasks could not be deleted')
    })
  })
}

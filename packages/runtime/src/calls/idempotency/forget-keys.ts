import { sql } from 'kysely'
import type { Logger } from 'pino'
import { systemTimers, type Timers } from '../../limits/timers.ts'
import { isStoreAway } from '../../store/outages.ts'
import type { Store } from '../../store/store.ts'

/** Milliseconds. */
const every = 600_000
/** Rows at once, so that no statement takes long. */
const batch = 1_000

/** Deletes, of all tenants, what nobody is answered with any more. */
export async function forgetKeys({ database }: Store): Promise<void> {
  for (let deleted = batch; deleted === batch;) {
    const ended = database
      .selectFrom('idempotency_records')
      .select('id')
      .where('ends', '<=', sql<Date>`now()`)
      .limit(batch)
    const { numDeletedRows } = await database
      .deleteFrom('idempotency_records')
      .where('id', 'in', ended)
      // Between the two it may have begun anew.
      .where('ends', '<=', sql<Date>`now()`)
      .executeTakeFirstOrThrow()
    deleted = Number(numDeletedRows)
  }
}

/** Does so from time to time. Returns what ends that. */
export function forgetKeysRegularly(store: Store, log: Logger, timers: Timers = systemTimers): () => void {
  return timers.every(every, () => {
    forgetKeys(store).catch((error: unknown) => {
      if (!isStoreAway(error)) log.error({ err: error }, 'old idempotency keys could not be deleted')
    })
  })
}

import { sql } from 'kysely'
import type { Database, Store } from '../store/store.ts'

/**
 * Who of the fleet alone judges what is wrong: a row with an owner, a fence that grows with each of them, and an end by the
 * clock of the store. It is in the store and not in the shared state, because what it protects is, and because a fleet
 * without Redis has no other place.
 */
export interface WatchLease {
  /** The fence of this instance, which it keeps for as long as it goes on asking; undefined if another one holds it. */
  acquire(): Promise<number | undefined>
  /** Whether the fence still holds. Until the transaction ends nobody else can acquire it. */
  holds(database: Database, fence: number): Promise<boolean>
  /** Leaves it to others at once. */
  release(): Promise<void>
}

/** `ttl` in milliseconds: how long after its death an owner still holds it. */
export function createWatchLease(
  { database }: Pick<Store, 'database'>,
  owner: string,
  ttl: number,
): WatchLease {
  return {
    async acquire() {
      const { rows } = await sql<{ fence: number }>`
        insert into alert_watch (id, owner, fence, lease_ends)
        values (1, ${owner}, 1, now() + ${ttl} * interval '1 millisecond')
        on conflict (id) do update set
          owner = excluded.owner,
          fence = alert_watch.fence + case when alert_watch.owner = excluded.owner then 0 else 1 end,
          lease_ends = excluded.lease_ends
        where alert_watch.owner = excluded.owner or alert_watch.lease_ends <= now()
        returning fence
      `.execute(database)
      return rows[0] && Number(rows[0].fence)
    },
    async holds(transaction, fence) {
      const row = await transaction
        .selectFrom('alert_watch')
        .select('id')
        .where('id', '=', 1)
        .where('owner', '=', owner)
        .where('fence', '=', fence)
        .forShare()
        .executeTakeFirst()
      return row !== undefined
    },
    async release() {
      await database
        .updateTable('alert_watch')
        .set({ lease_ends: sql<Date>`now()` })
        .where('id', '=', 1)
        .where('owner', '=', owner)
        .execute()
    },
  }
}

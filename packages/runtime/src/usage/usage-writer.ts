import { sql } from 'kysely'
import type { Store } from '../store/store.ts'
import type { UsageEntry } from './usage-ledger.ts'

/** Entries that are stored together, or not at all. */
export interface UsageBatch {
  /** Grows by one with each batch of an instance. */
  readonly number: number
  readonly entries: readonly UsageEntry[]
}

export interface UsageWriter {
  /** Adds a batch to what is stored. A batch that was stored already, though nobody heard of it, is not added again. */
  write(batch: UsageBatch): Promise<void>
}

/** Days after which nobody asks any more whether a batch was stored. */
const longestAway = 30

export function createUsageWriter(store: Store, instance: string): UsageWriter {
  return {
    write: ({ number, entries }) =>
      store.transaction(async (database) => {
        const isNew = await database
          .insertInto('usage_writers')
          .values({ instance, batch: number })
          .onConflict((conflict) =>
            conflict
              .column('instance')
              .doUpdateSet({ batch: number, written_at: sql`now()` })
              .where('usage_writers.batch', '<', number),
          )
          .returning('instance')
          .executeTakeFirst()
        if (isNew === undefined) return
        // In one order, so that two instances wait for each other and never in a circle.
        const sorted = entries.toSorted((one, other) => compare(orderOf(one), orderOf(other)))
        await database
          .insertInto('usage_hours')
          .values(sorted.map(toHourRow))
          .onConflict((conflict) =>
            conflict.columns(['tenant', 'hour', 'connector', 'operation']).doUpdateSet((is) => ({
              calls: is('usage_hours.calls', '+', is.ref('excluded.calls')),
              admitted: is('usage_hours.admitted', '+', is.ref('excluded.admitted')),
              caller_errors: is('usage_hours.caller_errors', '+', is.ref('excluded.caller_errors')),
              vendor_errors: is('usage_hours.vendor_errors', '+', is.ref('excluded.vendor_errors')),
              own_errors: is('usage_hours.own_errors', '+', is.ref('excluded.own_errors')),
              cache_hits: is('usage_hours.cache_hits', '+', is.ref('excluded.cache_hits')),
              vendor_requests: is('usage_hours.vendor_requests', '+', is.ref('excluded.vendor_requests')),
            })),
          )
          .execute()
        const costs = sorted.flatMap(toCostRows)
        if (costs.length === 0) return
        await database
          .insertInto('usage_costs')
          .values(costs)
          .onConflict((conflict) =>
            conflict
              .columns(['tenant', 'hour', 'connector', 'operation', 'limit_id'])
              .doUpdateSet((is) => ({ cost: is('usage_costs.cost', '+', is.ref('excluded.cost')) })),
          )
          .execute()
      }),
  }
}

/** Forgets instances that have ended long ago. */
export async function forgetWriters({ database }: Store): Promise<void> {
  await database
    .deleteFrom('usage_writers')
    .where('written_at', '<', sql<Date>`now() - make_interval(days => ${longestAway})`)
    .execute()
}

const keyOf = ({ series, hour }: UsageEntry) => ({ ...series, hour: new Date(hour) })

const orderOf = ({ series, hour }: UsageEntry): string =>
  `${series.tenant} ${hour} ${series.connector} ${series.operation}`

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const toHourRow = (entry: UsageEntry) => ({
  ...keyOf(entry),
  calls: entry.counts.calls,
  admitted: entry.counts.admitted,
  caller_errors: entry.counts.callerErrors,
  vendor_errors: entry.counts.vendorErrors,
  own_errors: entry.counts.ownErrors,
  cache_hits: entry.counts.cacheHits,
  vendor_requests: entry.counts.vendorRequests,
})

const toCostRows = (entry: UsageEntry) =>
  [...entry.counts.costs]
    .map(([limit_id, cost]) => ({ ...keyOf(entry), limit_id, cost }))
    .toSorted((one, other) => compare(one.limit_id, other.limit_id))

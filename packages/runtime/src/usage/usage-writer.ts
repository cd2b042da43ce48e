import { sql, type RawBuilder } from 'kysely'
import { isNewBatch, type NumberedBatch } from '../store/numbered-batches.ts'
import type { Store } from '../store/store.ts'
import { countColumns, countsAsColumns } from './count-columns.ts'
import { addCounts, noCounts } from './usage-counter.ts'
import { hourOf, type UsageEntry } from './usage-ledger.ts'

export type UsageBatch = NumberedBatch<UsageEntry>

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
        if (!(await isNewBatch(database, 'usage_writers', instance, number))) return
        // In one order, so that two instances wait for each other and never in a circle.
        const minutes = entries.toSorted(byOrder)
        await database
          .insertInto('call_minutes')
          .values(minutes.map(toMinuteRow))
          .onConflict((conflict) =>
            conflict
              .columns(['tenant', 'minute', 'connector', 'operation'])
              .doUpdateSet(sumsOf('call_minutes', countColumns)),
          )
          .execute()
        const hours = byHour(minutes)
        await database
          .insertInto('usage_hours')
          .values(hours.map(toHourRow))
          .onConflict((conflict) =>
            conflict
              .columns(['tenant', 'hour', 'connector', 'operation'])
              .doUpdateSet(sumsOf('usage_hours', [...countColumns, 'admitted', 'vendor_requests'])),
          )
          .execute()
        const costs = hours.flatMap(toCostRows)
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

/** What is there already, and what comes to it. */
const sumsOf = (table: string, columns: readonly string[]): Record<string, RawBuilder<number>> =>
  Object.fromEntries(
    columns.map((name) => [
      name,
      sql<number>`${sql.ref(`${table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
    ]),
  )

/** Entries of one hour as one, in the same order. */
function byHour(minutes: readonly UsageEntry[]): UsageEntry[] {
  const hours = new Map<string, UsageEntry>()
  for (const { series, minute, counts } of minutes) {
    const hour = { series, minute: hourOf(minute), counts: noCounts() }
    const key = orderOf(hour)
    const known = hours.get(key) ?? hour
    hours.set(key, known)
    addCounts(known.counts, counts)
  }
  return [...hours.values()].toSorted(byOrder)
}

const orderOf = ({ series, minute }: UsageEntry): string =>
  `${series.tenant} ${minute} ${series.connector} ${series.operation}`

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const byOrder = (one: UsageEntry, other: UsageEntry): number => compare(orderOf(one), orderOf(other))

const toMinuteRow = ({ series, minute, counts }: UsageEntry) => ({
  ...series,
  minute: new Date(minute),
  ...countsAsColumns(counts),
})

const hourKey = ({ series, minute }: UsageEntry) => ({ ...series, hour: new Date(minute) })

const toHourRow = (entry: UsageEntry) => ({
  ...hourKey(entry),
  ...countsAsColumns(entry.counts),
  admitted: entry.counts.admitted,
  vendor_requests: entry.counts.vendorRequests,
})

const toCostRows = (entry: UsageEntry) =>
  [...entry.counts.costs]
    .map(([limit_id, cost]) => ({ ...hourKey(entry), limit_id, cost }))
    .toSorted((one, other) => compare(one.limit_id, other.limit_id))

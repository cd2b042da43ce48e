import { sql } from 'kysely'
import { installation } from '../objectives/scope.ts'
import { isNewBatch, type NumberedBatch } from '../store/numbered-batches.ts'
import type { Store } from '../store/store.ts'
import type { ErrorEntry } from './error-entry.ts'

export type ErrorBatch = NumberedBatch<ErrorEntry>

export interface ErrorWriter {
  /** Adds a batch to what is stored. A batch that was stored already, though nobody heard of it, is not added again. */
  write(batch: ErrorBatch): Promise<readonly ErrorNews[]>
}

/** A group that there was not yet, or that occurred again after it was resolved. */
export interface ErrorNews {
  readonly event: 'new' | 'regression'
  readonly entry: ErrorEntry
}

export function createErrorWriter(store: Store, instance: string): ErrorWriter {
  return {
    write: ({ number, entries }) =>
      store.transaction(async (database) => {
        if (!(await isNewBatch(database, 'error_writers', instance, number))) return []
        // A tenant that was deleted meanwhile takes its errors along, and must not hold up those of others.
        const tenants = await database
          .selectFrom('tenants')
          .select('id')
          .where('id', 'in', [...new Set(entries.map(({ series }) => series.tenant))])
          .orderBy('id')
          .forKeyShare()
          .execute()
        const known = new Set([installation, ...tenants.map(({ id }) => id)])
        // In one order, so that two instances wait for each other and never in a circle.
        const sorted = entries
          .filter(({ series }) => known.has(series.tenant))
          .toSorted((one, other) => compare(orderOf(one), orderOf(other)))
        const news = new Map<string, ErrorNews>()
        const seen = new Set<string>()
        // One by one: a group whose occurrences span two hours is here twice, which one statement cannot update.
        for (const entry of sorted) {
          const { series, id, source, code, count, sample } = entry
          const stored = await database
            .insertInto('error_groups')
            .values({
              ...series,
              id,
              source,
              code,
              count,
              first_seen: new Date(entry.firstSeen),
              last_seen: new Date(entry.lastSeen),
              sample: JSON.stringify(sample),
            })
            .onConflict((conflict) =>
              conflict.columns(['tenant', 'id']).doUpdateSet({
                count: sql`error_groups.count + excluded.count`,
                first_seen: sql`least(error_groups.first_seen, excluded.first_seen)`,
                last_seen: sql`greatest(error_groups.last_seen, excluded.last_seen)`,
                sample: sql`case when excluded.last_seen >= error_groups.last_seen
                  then excluded.sample else error_groups.sample end`,
                state: sql`case when ${isAgain} then 'open' else error_groups.state end`,
                is_regression: sql`error_groups.is_regression or ${isAgain}`,
                state_changed_at: sql`case when ${isAgain} then now() else error_groups.state_changed_at end`,
              }),
            )
            .returning([
              sql<boolean>`xmax = 0`.as('is_new'),
              sql<boolean>`is_regression and state_changed_at = now()`.as('is_again'),
            ])
            .executeTakeFirstOrThrow()
          if (stored.is_new) news.set(id, { event: 'new', entry })
          else if (stored.is_again && !seen.has(id)) news.set(id, { event: 'regression', entry })
          seen.add(id)
          await database
            .insertInto('error_hours')
            .values({ tenant: series.tenant, id, hour: new Date(entry.hour), count })
            .onConflict((conflict) =>
              conflict
                .columns(['tenant', 'id', 'hour'])
                .doUpdateSet({ count: sql`error_hours.count + excluded.count` }),
            )
            .execute()
        }
        return [...news.values()]
      }),
  }
}

/** What occurred before it was resolved, and is stored only now, is no regression. */
const isAgain = sql<boolean>`(error_groups.state = 'resolved' and excluded.last_seen > error_groups.state_changed_at)`

const orderOf = ({ series, id, hour }: ErrorEntry): string => `${series.tenant} ${id} ${hour}`

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

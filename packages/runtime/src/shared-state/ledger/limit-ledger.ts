import { sql } from 'kysely'
import type { Store } from '../../store/store.ts'
import type { SharedKey } from '../shared-key.ts'

/** One bucket in one period. */
export interface LedgerPage {
  readonly key: SharedKey
  readonly period: string
  /** In milliseconds since 1970. */
  readonly endsAt: number
}

export interface LedgerEntry extends LedgerPage {
  readonly amount: number
}

/**
 * What may have been taken from buckets, where it outlives the process. Amounts are added, so whoever else writes to the
 * same page is counted as well. A verb that rejects may have been done.
 */
export interface LimitLedger {
  /** What each page has, in their order; 0 where nothing was written. */
  read(pages: readonly LedgerPage[]): Promise<number[]>
  /**
   * Writes that so much more may have been taken, and says what the page has with it: undefined, and nothing is written,
   * if that would be more than `most`. The first entry of a page is always written.
   */
  add(entry: LedgerEntry, most?: number): Promise<number | undefined>
  /** Takes the amounts off again: what was written ahead and is not taken after all. */
  giveBack(entries: readonly LedgerEntry[]): Promise<void>
  /** Deletes pages that ended before a time in milliseconds since 1970. */
  forget(before: number): Promise<void>
}

/** Rows at once, so that no statement takes long. */
const batch = 500

export function createLimitLedger({ database }: Pick<Store, 'database'>): LimitLedger {
  return {
    async read(pages) {
      const taken = new Map<string, number>()
      for (let index = 0; index < pages.length; index += batch) {
        const rows = await database
          .selectFrom('limit_ledger')
          .select(['bucket', 'period', 'taken'])
          .where((is) =>
            is.or(
              pages
                .slice(index, index + batch)
                .map(({ key, period }) => is.and({ bucket: key as string, period })),
            ),
          )
          .execute()
        for (const row of rows) taken.set(`${row.period} ${row.bucket}`, row.taken)
      }
      return pages.map(({ key, period }) => taken.get(`${period} ${key}`) ?? 0)
    },
    async add({ key, period, endsAt, amount }, most = Infinity) {
      const row = await database
        .insertInto('limit_ledger')
        .values({ bucket: key, period, ends_at: new Date(endsAt), taken: amount })
        .onConflict((conflict) =>
          conflict
            .columns(['bucket', 'period'])
            .doUpdateSet((is) => ({ taken: is('limit_ledger.taken', '+', is.ref('excluded.taken')) }))
            .where(sql<boolean>`limit_ledger.taken + excluded.taken <= ${most}::float8`),
        )
        .returning('taken')
        .executeTakeFirst()
      return row?.taken
    },
    async giveBack(entries) {
      for (let index = 0; index < entries.length; index += batch) {
        const some = entries.slice(index, index + batch)
        await sql`
          update limit_ledger set taken = greatest(0, limit_ledger.taken - given.amount)
          from unnest(
            ${some.map(({ key }) => key)}::text[],
            ${some.map(({ period }) => period)}::text[],
            ${some.map(({ amount }) => amount)}::float8[]
          ) as given (bucket, period, amount)
          where limit_ledger.bucket = given.bucket and limit_ledger.period = given.period`.execute(database)
      }
    },
    async forget(before) {
      for (let deleted = batch; deleted === batch;) {
        const ended = database
          .selectFrom('limit_ledger')
          .select(['bucket', 'period'])
          .where('ends_at', '<', new Date(before))
          .limit(batch)
        const { numDeletedRows } = await database
          .deleteFrom('limit_ledger')
          .where((is) => is(is.refTuple('bucket', 'period'), 'in', ended.$asTuple('bucket', 'period')))
          .executeTakeFirstOrThrow()
        deleted = Number(numDeletedRows)
      }
    },
  }
}

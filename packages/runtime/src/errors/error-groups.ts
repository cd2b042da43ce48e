import { sql, type Selectable } from 'kysely'
import type { BeforeCommit } from '../store/before-commit.ts'
import type { Store } from '../store/store.ts'
import type { ErrorSource } from './error-source.ts'
import type { ErrorGroupRow, ErrorState } from './error-tables.ts'

export type ErrorGroup = Selectable<ErrorGroupRow>

export interface GroupQuestion {
  /** Undefined for all. */
  readonly tenants: readonly string[] | undefined
  readonly state?: ErrorState | undefined
  readonly connector?: string | undefined
  readonly operation?: string | undefined
  readonly code?: string | undefined
  readonly source?: ErrorSource | undefined
  readonly id?: string | undefined
  readonly limit: number
  readonly after?: readonly [lastSeen: number, tenant: string, id: string] | undefined
}

export interface GroupChange {
  readonly state: ErrorState
  readonly mutedUntil?: string | undefined
  readonly note?: string | undefined
}

/** What was muted until a time that has come is open. */
const present = (group: ErrorGroup, now: Date): ErrorGroup =>
  group.state === 'muted' && group.muted_until !== null && group.muted_until <= now
    ? { ...group, state: 'open', muted_until: null }
    : group

/** Groups, those that occurred last first. */
export async function listGroups(store: Store, question: GroupQuestion, now: Date): Promise<ErrorGroup[]> {
  const { tenants, state, after, limit } = question
  // Whole milliseconds, which is what a cursor can say.
  const seen = sql<Date>`date_trunc('milliseconds', last_seen)`
  let query = store.database.selectFrom('error_groups').selectAll()
  if (tenants !== undefined) query = query.where('tenant', 'in', tenants)
  for (const name of ['connector', 'operation', 'code', 'source', 'id'] as const) {
    const wanted = question[name]
    if (wanted !== undefined) query = query.where(name, '=', wanted)
  }
  if (state !== undefined) {
    const current = sql`case when state = 'muted' and muted_until <= ${now} then 'open' else state end`
    query = query.where(sql<boolean>`${current} = ${state}`)
  }
  if (after !== undefined) {
    query = query.where(
      sql<boolean>`(${seen}, tenant, id) < (${new Date(after[0])}::timestamptz, ${after[1]}, ${after[2]})`,
    )
  }
  const found = await query
    .orderBy(seen, 'desc')
    .orderBy('tenant', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return found.map((group) => present(group, now))
}

/** How often these groups occurred in each hour since then. */
export const hoursOf = async (store: Store, groups: readonly ErrorGroup[], since: Date) =>
  groups.length === 0
    ? []
    : store.database
        .selectFrom('error_hours')
        .select(['tenant', 'id', 'hour', 'count'])
        .where(
          'id',
          'in',
          groups.map(({ id }) => id),
        )
        .where('hour', '>=', since)
        .orderBy('hour')
        .execute()

/** The group as it is then; undefined if there is none. */
export const changeGroup = async (
  store: Store,
  place: { readonly tenants: readonly string[]; readonly id: string },
  { state, mutedUntil, note }: GroupChange,
  now: Date,
  beforeCommit: BeforeCommit<ErrorGroup>,
): Promise<ErrorGroup | undefined> =>
  store.transaction(async (database) => {
    const before = await database
      .selectFrom('error_groups')
      .selectAll()
      .where('tenant', 'in', place.tenants)
      .where('id', '=', place.id)
      .forUpdate()
      .executeTakeFirst()
    if (before === undefined) return undefined
    const after = await database
      .updateTable('error_groups')
      .set({
        state,
        state_changed_at: now,
        muted_until: mutedUntil === undefined ? null : new Date(mutedUntil),
        ...(state === 'resolved' ? { is_regression: false } : {}),
        ...(note === undefined ? {} : { note }),
      })
      .where('tenant', '=', before.tenant)
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await beforeCommit(database, before, after)
    return after
  })

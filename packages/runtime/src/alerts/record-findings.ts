import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Database, Store } from '../store/store.ts'
import { announce, announceEnd } from './announce.ts'
import { changingPart, toAlert, toNewRow } from './alert-rows.ts'
import type { AlertRow } from './alert-tables.ts'
import { conditionKey, type Alert, type Condition } from './alert.ts'
import type { Findings } from './findings.ts'
import type { WatchLease } from './watch-lease.ts'

/** What has become another since the last time. */
export interface Transitions {
  readonly raised: readonly Alert[]
  readonly resolved: readonly Alert[]
}

/** A burn rate that has changed by less than this share is told as before. */
const noticeable = 0.05

/**
 * Brings the alerts in the store to what was found, and leaves a delivery for each target that is to hear of it: all in one
 * transaction, so that each transition is told exactly where it has happened. Undefined if another instance has taken over.
 */
export async function recordFindings(
  store: Pick<Store, 'transaction'>,
  lease: Pick<WatchLease, 'holds'>,
  fence: number,
  { known, conditions }: Findings,
  now: Date,
): Promise<Transitions | undefined> {
  return store.transaction(async (database) => {
    if (!(await lease.holds(database, fence))) return undefined
    const rows = await database
      .selectFrom('alerts')
      .selectAll()
      .where('state', '=', 'firing')
      .forUpdate()
      .execute()
    const firing = new Map(rows.map((row) => [conditionKey(row), row]))
    const found = new Map(conditions.map((condition) => [conditionKey(condition), condition]))

    const raised: Alert[] = []
    for (const [key, condition] of found) {
      const row = firing.get(key)
      if (row === undefined) raised.push(await raise(database, condition, now))
      else if (isOther(row, condition)) await change(database, row.id, condition)
    }
    const over = rows.filter((row) => known.has(row.name) && !found.has(conditionKey(row)))
    const resolved: Alert[] = []
    for (const { id } of over) resolved.push(await resolve(database, id, now))
    return { raised, resolved }
  })
}

async function raise(database: Database, condition: Condition, now: Date): Promise<Alert> {
  const row = await database
    .insertInto('alerts')
    .values(toNewRow(condition, `alert_${randomUUID()}`, now))
    .returningAll()
    .executeTakeFirstOrThrow()
  const alert = toAlert(row)
  await announce(database, alert)
  return alert
}

async function change(database: Database, id: string, condition: Condition): Promise<void> {
  await database.updateTable('alerts').set(changingPart(condition)).where('id', '=', id).execute()
}

async function resolve(database: Database, id: string, now: Date): Promise<Alert> {
  const row = await database
    .updateTable('alerts')
    .set({ state: 'resolved', resolved_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await announceEnd(database, id)
  return toAlert(row)
}

function isOther(row: Selectable<AlertRow>, { rule, burn = 0 }: Condition): boolean {
  const before = row.burn ?? 0
  return (
    row.rule?.rate !== rule?.rate || Math.abs(burn - before) > noticeable * Math.max(Math.abs(before), 1e-9)
  )
}

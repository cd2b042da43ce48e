import type { Database, Store } from '../store/store.ts'
import { defaultTenant } from '../access/principal.ts'
import { appendEvents, lockAudit, type AppendOptions, type Appended } from './append-events.ts'
import type { ChainPosition } from './audit-entry.ts'
import { removalAction, removalDetails, tenantRemovalAction } from './checkpoint.ts'
import { bySystem } from './system-event.ts'

/** Entries that leave in one transaction, while which other writers wait. */
const mostAtOnce = 2_000

/**
 * Removes the beginning of the log that is older than a time in milliseconds since 1970, some entries at once; undefined
 * if nothing is. What stays says in an entry of each chain through where it was removed, and so goes on to verify.
 */
export async function removeOld(
  store: Store,
  before: number,
  options: AppendOptions,
): Promise<Appended | undefined> {
  // Only what is first may leave, so looking at that costs nothing where there is nothing to do.
  const first = await oldest(store.database, 1)
  if (first[0] === undefined || Number(first[0].time) >= before) return undefined
  return store.transaction(async (database) => {
    await lockAudit(database)
    const rows = await oldest(database, mostAtOnce)
    const end = rows.findIndex(({ time }) => Number(time) >= before)
    const removed = end === -1 ? rows : rows.slice(0, end)
    const last = removed.at(-1)
    if (last === undefined) return undefined
    const tenants = new Map<string, ChainPosition>()
    for (const { tenant, tenant_sequence, hash } of removed) {
      tenants.set(tenant, { sequence: tenant_sequence, hash })
    }
    const base = { sequence: last.sequence, hash: last.chain }
    const time = options.now()
    const events = Array.from(tenants, ([tenant, position]) => ({
      ...bySystem(tenantRemovalAction, tenant, time),
      details: removalDetails(position),
    }))
    events.push({ ...bySystem(removalAction, defaultTenant, time), details: removalDetails(base) })
    const appended = await appendEvents(database, events, { ...options, base })
    await database.deleteFrom('audit_entries').where('sequence', '<=', base.sequence).execute()
    return appended
  })
}

const oldest = (database: Database, count: number) =>
  database
    .selectFrom('audit_entries')
    .select(['sequence', 'chain', 'time', 'tenant', 'tenant_sequence', 'hash'])
    .orderBy('sequence')
    .limit(count)
    .execute()

import type { Store } from '../store/store.ts'

const day = 86_400_000
/** Milliseconds after which a group that did not occur again is forgotten. */
const groupsFor = 90 * day
const hoursFor = 30 * day
const writersFor = 7 * day
const mostGroups = 2_000

/** Forgets what has not been seen for long. */
export async function cleanErrors({ database }: Store, time: number): Promise<void> {
  await database
    .deleteFrom('error_groups')
    .where('last_seen', '<', new Date(time - groupsFor))
    .execute()
  await database
    .deleteFrom('error_hours')
    .where('hour', '<', new Date(time - hoursFor))
    .execute()
  await database
    .deleteFrom('error_writers')
    .where('written_at', '<', new Date(time - writersFor))
    .execute()
}

/** Removes those groups of a tenant that were seen least recently, if it has too many. */
export async function limitGroups({ database }: Store, tenant: string, most = mostGroups): Promise<void> {
  const tooMany = database
    .selectFrom('error_groups')
    .select('id')
    .where('tenant', '=', tenant)
    .orderBy('last_seen', 'desc')
    .orderBy('id')
    .offset(most)
  await database.deleteFrom('error_groups').where('tenant', '=', tenant).where('id', 'in', tooMany).execute()
}

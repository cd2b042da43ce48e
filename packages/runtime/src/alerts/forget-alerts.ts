import type { Store } from '../store/store.ts'

/** Milliseconds for which alerts that are over are kept. */
const kept = 90 * 86_400_000

/** Deletes the alerts that were over long before `now`, and how they were told. */
export async function forgetAlerts({ database }: Pick<Store, 'database'>, now: number): Promise<void> {
  await database
    .deleteFrom('alerts')
    .where('state', '=', 'resolved')
    .where('resolved_at', '<', new Date(now - kept))
    .execute()
}

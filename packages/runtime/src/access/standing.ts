import type { Store } from '../store/store.ts'
import { findKey } from './api-keys/key-records.ts'
import { operator } from './operator.ts'
import { permissionsOf, type Permission } from './permissions.ts'

/** What became of somebody who has asked for something that is done later. */
export type StandingOf = (
  tenant: string,
  principal: string,
  permission: Permission,
) => Promise<'permitted' | 'gone'>

/**
 * Asks the store whether a principal of a tenant may still do something. The operator always may. Of an API key it is
 * what the key may do now; of who came by a token, which is believed until it ends and may be over by now, whether the
 * tenant is active.
 */
export function createStanding(store: Store, now: () => number): StandingOf {
  return async (tenant, principal, permission) => {
    if (principal === operator.id) return 'permitted'
    const found = await store.database
      .selectFrom('tenants')
      .select('state')
      .where('id', '=', tenant)
      .executeTakeFirst()
    if (found?.state !== 'active') return 'gone'
    if (principal.includes(':')) return 'permitted' // it came by a token
    const key = await findKey(store.database, tenant, principal)
    if (key === undefined || key.revoked_at !== null) return 'gone'
    if (key.expires_at !== null && key.expires_at.getTime() <= now()) return 'gone'
    return permissionsOf[key.role].includes(permission) ? 'permitted' : 'gone'
  }
}

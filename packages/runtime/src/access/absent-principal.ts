import { Problem } from '@patchbay/contract'
import type { Store } from '../store/store.ts'
import { findKey } from './api-keys/key-records.ts'
import { principalOfKey } from './api-keys/key-principal.ts'
import { tenantSuspended } from './caller.ts'
import { operatorOf } from './operator.ts'
import { permissionSetOf } from './permission-sets.ts'
import type { Principal } from './principal.ts'

/** What is remembered of somebody who has asked for something that is done later. */
export type RememberedPrincipal = Pick<Principal, 'id' | 'kind' | 'tenant' | 'role'>

/**
 * Somebody who is not there any more, as the store says that he is now: what an API key may do, which was changed or
 * revoked meanwhile; of who came by a token, whose role only the token knows, the role that he had. Rejects with
 * `forbidden` for whom nothing is done any more.
 */
export type AbsentPrincipal = (remembered: RememberedPrincipal) => Promise<Principal>

export function createAbsentPrincipal(
  { database }: Pick<Store, 'database'>,
  now: () => number,
): AbsentPrincipal {
  return async ({ id, kind, tenant, role }) => {
    if (kind === 'operator') return operatorOf(tenant)
    const found = await database
      .selectFrom('tenants')
      .select('state')
      .where('id', '=', tenant)
      .executeTakeFirst()
    if (found?.state !== 'active') throw tenantSuspended(tenant)
    if (kind === 'oidc') {
      return Object.freeze({
        id,
        kind,
        tenant,
        role,
        permissions: permissionSetOf(role),
        restrictions: undefined,
        addresses: undefined,
        expiresAt: undefined,
      })
    }
    const key = await findKey(database, tenant, id)
    if (key === undefined || key.revoked_at !== null) throw keyGone('was revoked')
    if (key.expires_at !== null && key.expires_at.getTime() <= now()) throw keyGone('has expired')
    return principalOfKey(key)
  }
}

const keyGone = (what: string): Problem =>
  new Problem('forbidden', { detail: `The key that asked for it ${what} before it was done.` })

import type { Principal } from '../access/principal.ts'
import { lacking } from '../access/refusals.ts'
import { checkTenant } from './tenant-scope.ts'

/**
 * The tenant that is asked about; undefined for all of them, as `*`, which is the operator's to ask. Default: the
 * caller's own. Throws `forbidden`, or `not_found` for one that is not the caller's.
 */
export function tenantAskedFor(principal: Principal, asked: string | undefined): string | undefined {
  if (asked === '*') {
    if (principal.permissions.has('tenants.manage')) return undefined
    throw lacking('tenants.manage')
  }
  const tenant = asked ?? principal.tenant
  checkTenant(principal, tenant)
  return tenant
}

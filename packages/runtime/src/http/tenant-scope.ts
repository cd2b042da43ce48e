import type { Principal } from '../access/principal.ts'
import { noTenant } from '../tenants/known-tenants.ts'

/** Throws `not_found` for a tenant that is not the caller's own, unless it is an operator. */
export function checkTenant({ tenant, permissions }: Principal, asked: string): void {
  if (asked !== tenant && !permissions.has('tenants.manage')) throw noTenant(asked)
}

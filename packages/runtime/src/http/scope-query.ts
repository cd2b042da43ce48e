import { Type } from '@sinclair/typebox'
import type { Principal } from '../access/principal.ts'
import { lacking } from '../access/refusals.ts'
import { installation } from '../objectives/scope.ts'
import { checkTenant } from './tenant-scope.ts'

/** Of routes that are about one tenant, or about the installation. */
export const scopeQuery = {
  tenant: Type.Optional(
    Type.String({
      maxLength: 63,
      description:
        'Id of the tenant that is meant; `*` for the installation, which only operators may ask for. Default: that of the caller.',
    }),
  ),
}

/** What alone is in the query where nothing else is asked. */
export const ScopeQuerySchema = Type.Object(scopeQuery, { additionalProperties: false })

/** Whose objectives and alerts are meant. Throws `forbidden` or `not_found` where they are not the caller's. */
export function scopeOf(principal: Principal, tenant: string | undefined): string {
  if (tenant === undefined) return principal.tenant
  if (tenant === installation) {
    if (!principal.permissions.has('tenants.manage')) throw lacking('tenants.manage')
    return installation
  }
  checkTenant(principal, tenant)
  return tenant
}

import { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'
import type { Principal } from '../access/principal.ts'
import { noTenant } from '../tenants/no-tenant.ts'

/** Who asks, on a route that is not public. */
export function principalOf({ principal }: Pick<FastifyRequest, 'principal'>): Principal {
  if (principal === undefined) throw new Problem('unauthenticated')
  return principal
}

/** Throws `not_found` for a tenant that is not the caller's own, unless it is an operator. */
export function checkTenant({ tenant, permissions }: Principal, asked: string): void {
  if (asked !== tenant && !permissions.has('tenants.manage')) throw noTenant(asked)
}

import { operatorPermissions, permissionsOf } from './permissions.ts'
import { defaultTenant, type Principal } from './principal.ts'

const permissions = new Set([...permissionsOf.owner, ...operatorPermissions])

/** Whoever has the key of the installation, within one of its tenants. */
export const operatorOf = (tenant: string): Principal =>
  Object.freeze({
    id: 'operator',
    kind: 'operator',
    tenant,
    role: 'owner',
    permissions,
    restrictions: undefined,
    addresses: undefined,
    expiresAt: undefined,
  })

export const operator = operatorOf(defaultTenant)

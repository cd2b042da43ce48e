import { hash, timingSafeEqual } from 'node:crypto'
import type { Caller, Identifier } from './caller.ts'
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

const digest = (text: string): Buffer => hash('sha256', text, 'buffer')
const caller: Caller = Object.freeze({ principal: operator, validUntil: Infinity })

/** Tells the operator by the key of the installation. */
export function operatorCaller(key: string): Identifier {
  const expected = digest(key)
  return {
    owns: (token) => timingSafeEqual(digest(token), expected),
    identify: async () => caller,
  }
}

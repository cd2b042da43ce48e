import { Problem } from '@patchbay/contract'
import { InsufficientScope } from './oauth-resource/insufficient-scope.ts'
import { scopeForPermission } from './oauth-resource/token-scopes.ts'
import { permissionsOf, type Permission } from './permissions.ts'
import type { Principal } from './principal.ts'

/** The caller is known and lacks a permission. */
export const lacking = (permission: Permission): Problem =>
  new Problem('forbidden', {
    detail: `The key lacks the permission ${permission}.`,
    advice: `Use a key whose role has ${permission}; GET /v1/me says what this one may do.`,
  })

/** The caller has the permission, and is held to less by the restrictions of its key. */
export const restricted = (what: string): Problem =>
  new Problem('forbidden', {
    detail: `The key is restricted: it may not use ${what}.`,
    advice: 'Use a key without this restriction; GET /v1/me says what this one may do.',
  })

/** Why a principal that lacks a permission lacks it: its role has none, or its token does not carry it. */
export const refusalOf = ({ role, scopes }: Principal, permission: Permission): Problem =>
  scopes !== undefined && permissionsOf[role].includes(permission)
    ? new InsufficientScope(scopeForPermission(permission))
    : lacking(permission)

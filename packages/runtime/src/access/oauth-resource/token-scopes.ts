import type { Effect } from '@patchbay/contract'
import { permissionFor } from '../call-permissions.ts'
import { permissionsOf, type Permission, type Role } from '../permissions.ts'

/**
 * Scopes of access tokens (RFC 6749, section 3.3) that are ours. What the subject of a token may do is its role's; the
 * scopes say how much of that the token carries. `patchbay:` and an action is for all connectors; with the id of a
 * connector between them, such as `patchbay:shopify:write`, for its operations alone. No action has another in it.
 */
const scopeActions = ['read', 'write', 'destructive', 'manage'] as const
const callActions = ['read', 'write', 'destructive'] as const

type ScopeAction = (typeof scopeActions)[number]

const prefix = 'patchbay:'

/** Of calls, for all connectors. */
export const callScopes: readonly string[] = callActions.map((action) => prefix + action)
/** What a client is told to begin with. */
export const firstScope = `${prefix}read`

const actionOfEffect: Readonly<Record<Effect, ScopeAction>> = {
  read: 'read',
  idempotent: 'write',
  write: 'write',
  destructive: 'destructive',
}

const permissionsOfAction: Readonly<Partial<Record<ScopeAction, readonly Permission[]>>> = {
  read: permissionsOf.viewer,
  write: ['calls.write'],
  destructive: ['calls.destructive'],
}
/** What is left is for managing. */
const actionOf = (permission: Permission): ScopeAction =>
  scopeActions.find((action) => permissionsOfAction[action]?.includes(permission)) ?? 'manage'

const callPermissions = new Set(Object.values(permissionFor))
/** Without these nobody could name what to call, or over which connection. */
const neededToCall: ReadonlySet<Permission> = new Set(['connectors.read', 'connections.read'])

const isOfOneConnector = (scope: string): boolean => /^patchbay:[^:]+:[^:]+$/.test(scope)

const carryForAll = (scopes: ReadonlySet<string>, action: ScopeAction): boolean => scopes.has(prefix + action)

const carryForSome = (scopes: ReadonlySet<string>, action: ScopeAction): boolean =>
  carryForAll(scopes, action) ||
  [...scopes].some((scope) => isOfOneConnector(scope) && scope.endsWith(`:${action}`))

/** The scopes of ours among those of a token; undefined for none. What is not one of the above carries nothing. */
export function ownScopes(scopes: readonly string[]): ReadonlySet<string> | undefined {
  const own = scopes.filter((scope) => scope.startsWith(prefix))
  return own.length === 0 ? undefined : new Set(own)
}

/** Of the permissions of a role, those that scopes carry, if only for one connector. */
export function permissionsWithin(role: Role, scopes: ReadonlySet<string>): ReadonlySet<Permission> {
  const mayCall = callActions.some((action) => carryForSome(scopes, action))
  return new Set(
    permissionsOf[role].filter((permission) => {
      const action = actionOf(permission)
      if (callPermissions.has(permission)) return carryForSome(scopes, action)
      return carryForAll(scopes, action) || (mayCall && neededToCall.has(permission))
    }),
  )
}

/** Of permissions that scopes carry, those that hold for every connector. */
export const permissionsForAll = (
  permissions: ReadonlySet<Permission>,
  scopes: ReadonlySet<string>,
): ReadonlySet<Permission> =>
  new Set(
    [...permissions].filter(
      (permission) => !callPermissions.has(permission) || carryForAll(scopes, actionOf(permission)),
    ),
  )

/** Whether scopes carry calls of a connector's operations with an effect. */
export function carryCall(scopes: ReadonlySet<string>, connector: string, effect: Effect): boolean {
  const action = actionOfEffect[effect]
  return carryForAll(scopes, action) || scopes.has(`${prefix}${connector}:${action}`)
}

/**
 * The scope to ask for where scopes do not carry a call: for the one connector if the token has any scope of that kind,
 * because then its issuer deals in them; else for all.
 */
export function scopeForCall(scopes: ReadonlySet<string>, connector: string, effect: Effect): string {
  const action = actionOfEffect[effect]
  return [...scopes].some(isOfOneConnector) ? `${prefix}${connector}:${action}` : prefix + action
}

export const scopeForPermission = (permission: Permission): string => prefix + actionOf(permission)

import type { Effect, Problem } from '@patchbay/contract'
import { permissionFor } from './call-permissions.ts'
import { InsufficientScope } from './oauth-resource/insufficient-scope.ts'
import { carryCall, scopeForCall } from './oauth-resource/token-scopes.ts'
import { permissionsOf } from './permissions.ts'
import type { Principal } from './principal.ts'
import { lacking, restricted } from './refusals.ts'

/** What of an operation decides who may call it. */
export interface CallableOperation {
  readonly connector: { readonly host: { readonly description: { readonly id: string } } }
  readonly description: { readonly id: string; readonly effect: Effect }
}

/** Who may call what. */
export interface CallAccess {
  /** Throws `forbidden` with what is missing, as an `InsufficientScope` where a token could have it. Worked out once for each principal and operation. */
  check(principal: Principal, operation: CallableOperation): void
}

export function createCallAccess(): CallAccess {
  // Principals are made anew whenever something about them changes.
  const judged = new WeakMap<Principal, Map<CallableOperation, (() => Problem) | undefined>>()
  return {
    check(principal, operation) {
      let verdicts = judged.get(principal)
      if (verdicts === undefined) {
        verdicts = new Map()
        judged.set(principal, verdicts)
      }
      let refusal = verdicts.get(operation)
      if (refusal === undefined && !verdicts.has(operation)) {
        refusal = judge(principal, operation)
        verdicts.set(operation, refusal)
      }
      if (refusal !== undefined) throw refusal()
    },
  }
}

function judge(
  { role, permissions, restrictions, scopes }: Principal,
  { connector, description: { id, effect } }: CallableOperation,
): (() => Problem) | undefined {
  const permission = permissionFor[effect]
  const { id: connectorId } = connector.host.description
  // What the role never has, no scope gives.
  const isHeld = scopes === undefined ? permissions.has(permission) : permissionsOf[role].includes(permission)
  if (!isHeld) return () => lacking(permission)
  if (scopes !== undefined && !carryCall(scopes, connectorId, effect)) {
    return () => new InsufficientScope(scopeForCall(scopes, connectorId, effect))
  }
  if (restrictions === undefined) return undefined
  const { connectors, operations, effects } = restrictions
  if (connectors?.has(connectorId) === false) return () => restricted(`the connector ${connectorId}`)
  const name = `${connectorId}/${id}`
  if (operations?.has(name) === false) return () => restricted(`the operation ${name}`)
  if (effects?.has(effect) === false) return () => restricted(`operations with the effect ${effect}`)
  return undefined
}

/** Throws `forbidden` where the key of the principal is held to other connections. */
export function checkConnection(
  { restrictions }: Principal,
  { id, source }: { readonly id: string; readonly source: 'live' | 'mock' },
): void {
  if (restrictions?.connections?.has(id) === false) throw restricted(`the connection ${id}`)
  if (restrictions?.sources?.has(source) === false) {
    throw restricted(`the connection ${id}, which is no emulator, because it is a test key`)
  }
}

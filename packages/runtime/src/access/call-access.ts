import type { Effect, Problem } from '@patchbay/contract'
import type { Permission } from './permissions.ts'
import type { Principal } from './principal.ts'
import { lacking, restricted } from './refusals.ts'

const permissionFor: Readonly<Record<Effect, Permission>> = {
  read: 'calls.read',
  idempotent: 'calls.write',
  write: 'calls.write',
  destructive: 'calls.destructive',
}

/** What of an operation decides who may call it. */
export interface CallableOperation {
  readonly connector: { readonly host: { readonly description: { readonly id: string } } }
  readonly description: { readonly id: string; readonly effect: Effect }
}

/** Who may call what. */
export interface CallAccess {
  /** Throws `forbidden` with what is missing. Worked out once for each principal and operation. */
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
  { permissions, restrictions }: Principal,
  { connector, description: { id, effect } }: CallableOperation,
): (() => Problem) | undefined {
  const permission = permissionFor[effect]
  if (!permissions.has(permission)) return () => lacking(permission)
  if (restrictions === undefined) return undefined
  const { connectors, operations, effects } = restrictions
  const { id: connectorId } = connector.host.description
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

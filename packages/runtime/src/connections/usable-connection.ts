import { Problem } from '@patchbay/contract'
import type { Connection } from './connection.ts'

/** The connection, if calls may go over it. Throws `disabled` or `connection_unauthorized` with what to do. */
export function requireUsable(connection: Connection): Connection {
  if (connection.state === 'active') return connection
  const { id, stateReason, renewal } = connection
  const reason = stateReason === '' ? '' : ` ${stateReason}`
  if (connection.state === 'disabled') {
    throw new Problem('disabled', {
      detail: `The connection "${id}" is switched off.${reason}`,
      advice: `Switch it on: PATCH /v1/connections/${id} with {"state": "active"}.`,
    })
  }
  throw new Problem('connection_unauthorized', {
    detail: `The credentials of the connection "${id}" have to be renewed.${reason}`,
    advice: renewal,
  })
}

/** The scopes that an operation needs and the connection is known not to have. */
export function missingScopes(granted: ReadonlySet<string> | undefined, scopes: readonly string[]): string[] {
  return granted === undefined ? [] : scopes.filter((scope) => !granted.has(scope))
}

/** Throws `connection_forbidden` with the scopes that the connection lacks for an operation. */
export function requireScopes(
  { id, grantedScopes }: Connection,
  operation: string,
  scopes: readonly string[],
): void {
  if (grantedScopes === undefined || scopes.length === 0) return
  const missing = missingScopes(grantedScopes, scopes)
  if (missing.length === 0) return
  const named = missing.join(', ')
  throw new Problem('connection_forbidden', {
    detail: `The connection "${id}" was not granted ${named} at the vendor, which ${operation} needs.`,
    advice: `Grant ${named} at the vendor and authorize the connection again; one with credentials that were entered is checked again: POST /v1/connections/${id}/check.`,
  })
}

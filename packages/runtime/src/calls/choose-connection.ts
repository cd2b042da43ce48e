import { Problem } from '@patchbay/contract'
import { checkConnection, createCallAccess } from '../access/call-access.ts'
import type { Connection } from '../connections/connection.ts'
import type { Connections } from '../connections/connections.ts'
import { requireScopes } from '../connections/usable-connection.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import type { CallTerms } from './call-terms.ts'
import type { Call } from './call.ts'

/** What a call has to pass before anything is taken or sent for it. */
export interface Choice {
  /**
   * The connection that a call goes over, if the caller may make it, no flag holds it back, its input fits, and the
   * vendor has granted enough. Throws or rejects with a `Problem` for everything else.
   */
  readonly choose: (call: Call, terms: CallTerms) => MaybePromise<Connection>
  /** Throws `invalid_input`. */
  readonly checkInput: (call: Call) => void
  /** The connection, if the caller may use it and the vendor has granted it enough. */
  readonly letOver: (call: Call, terms: CallTerms, connection: Connection) => Connection
}

export function createChoice(connections: Pick<Connections, 'choose'>): Choice {
  const access = createCallAccess()
  return {
    choose(call, own) {
      const { operation, principal, wantedConnection } = call
      access.check(principal, operation)
      if (own.refusal !== undefined) throw own.refusal()
      checkInput(call)
      const { id } = operation.connector.host.description
      const chosen = connections.choose(principal.tenant, id, wantedConnection)
      return chosen instanceof Promise
        ? chosen.then((one) => letOver(call, own, one))
        : letOver(call, own, chosen)
    },
    checkInput,
    letOver,
  }
}

function letOver(call: Call, { checkSource }: CallTerms, connection: Connection): Connection {
  const { operation, place, principal } = call
  checkConnection(principal, connection)
  checkSource(connection)
  place.connection = connection.id
  requireScopes(connection, operation.description.id, operation.description.scopes)
  return connection
}

function checkInput({ operation, input, form }: Call): void {
  const check = form === 'query' ? operation.checkQuery : operation.checkInput
  const errors = check?.(input)
  if (errors === undefined) return
  const fields = errors.map(({ path, message }) => `${path || 'the input'} ${message}`).join('; ')
  throw new Problem('invalid_input', { detail: `The input does not fit: ${fields}.`, errors })
}

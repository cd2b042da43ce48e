import type { Connection, ConnectionState } from '../../api/connections.ts'
import type { Authentication } from '../../api/connectors.ts'

export const connectionPath = (id: string): string => `/connections/${encodeURIComponent(id)}`

const stateWords: Readonly<Record<ConnectionState, string>> = {
  active: 'active',
  reauthorize: 'reauthorize',
  disabled: 'paused',
}

export const stateWord = (state: ConnectionState): string => stateWords[state]

/** Why a connection cannot be changed here; undefined where it can. */
export function whyFixed({ managed }: Connection): string | undefined {
  if (managed === 'configuration') {
    return 'It stands in the configuration of the server, and is changed there.'
  }
  return managed === 'mock'
    ? 'The server has made it, because the connector has no real account. It goes by itself when one is connected.'
    : undefined
}

/** Whether a person has to agree at the vendor. */
export const isByPerson = (method: Authentication | undefined): boolean =>
  method?.grant === 'authorization-code'

const grants = {
  'authorization-code': 'Account of a person (OAuth)',
  'client-credentials': 'Client of its own (OAuth)',
  'refresh-token': 'Refresh token (OAuth)',
  'token-exchange': 'Token exchange (OAuth)',
} as const

/** What a kind of authentication is called. */
export const methodTitle = (name: string, { title, grant }: Authentication): string =>
  title ?? (grant === undefined ? name : grants[grant])

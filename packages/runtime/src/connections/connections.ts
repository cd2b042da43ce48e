import { Problem } from '@patchbay/contract'
import type { Connection } from './connection.ts'

/** The connections of this instance. */
export interface Connections {
  add(connection: Connection): void
  list(): readonly Connection[]
  /** The one named, or the connector's only one. Throws `connection_missing` or `not_found`. */
  choose(connector: string, id: string | undefined): Connection
}

export function createConnections(): Connections {
  const byConnector = new Map<string, Map<string, Connection>>()
  return {
    add(connection) {
      const ofConnector = byConnector.get(connection.connector) ?? new Map<string, Connection>()
      ofConnector.set(connection.id, connection)
      byConnector.set(connection.connector, ofConnector)
    },
    list: () => [...byConnector.values()].flatMap((ofConnector) => [...ofConnector.values()]),
    choose(connector, id) {
      const ofConnector = byConnector.get(connector)
      if (id !== undefined) {
        const named = ofConnector?.get(id)
        if (named !== undefined) return named
        throw new Problem('not_found', {
          detail: `There is no connection "${id}" for the connector ${connector}.`,
          advice: 'GET /v1/connections lists the connections.',
        })
      }
      const [only, ...others] = ofConnector?.values() ?? []
      if (only === undefined) {
        throw new Problem('connection_missing', { detail: `The connector ${connector} has no connection.` })
      }
      if (others.length > 0) {
        throw new Problem('connection_missing', {
          detail: `The connector ${connector} has ${others.length + 1} connections; the request names none.`,
          advice: `Name one of ${[...(ofConnector?.keys() ?? [])].join(', ')} in the Patchbay-Connection header.`,
        })
      }
      return only
    },
  }
}

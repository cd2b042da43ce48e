import { installation } from '../objectives/scope.ts'
import type { Store } from '../store/store.ts'
import type { Condition } from './alert.ts'
import type { Watcher } from './findings.ts'

/**
 * Looks for connections whose credentials do not work any more. A tenant is told of each one; the installation of how many
 * there are, by connector, since it cannot renew them.
 */
export function watchConnections({ database }: Pick<Store, 'database'>): Watcher {
  return {
    names: ['connection-failing'],
    async look(scopes) {
      const failing = await database
        .selectFrom('connections')
        .select(['tenant', 'id', 'connector'])
        .where('state', '=', 'reauthorize')
        .orderBy('tenant')
        .orderBy('id')
        .execute()
      const own = failing
        .filter(({ tenant }) => scopes.has(tenant))
        .map(({ tenant, id, connector }): Condition => {
          const summary = `${connector}: the vendor refuses the credentials of the connection "${id}". Somebody has to authorize it again.`
          return { ...kind, scope: tenant, connector, subject: id, summary }
        })
      if (!scopes.has(installation)) return own
      const byConnector = Map.groupBy(failing, ({ connector }) => connector)
      const all = [...byConnector].map(([connector, { length }]): Condition => {
        const summary = `${connector}: vendors refuse the credentials of ${length === 1 ? 'a connection' : 'connections'}. GET /v1/connections of the tenants says which.`
        return { ...kind, scope: installation, connector, subject: '', summary }
      })
      return [...own, ...all]
    },
  }
}

const kind = { name: 'connection-failing', severity: 'ticket' } as const

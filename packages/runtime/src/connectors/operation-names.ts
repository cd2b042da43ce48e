import type { LoadedConnector } from './loaded-connector.ts'
import { Quarantine } from './quarantine.ts'

/** The name of an operation in generated clients and tools: `shopify_products_search`. */
export function operationName(connector: string, operation: string): string {
  return `${connector}_${operation}`.replaceAll(/[^a-z0-9]+/g, '_')
}

/** Of the GET beside the POST. */
export const queryName = (name: string): string => `${name}_get`

/** The names that are given away so far. Majors of one connector share theirs. */
export interface OperationNames {
  /** Throws a `Quarantine`, and takes nothing, if a name of the connector is one of another operation already. */
  take(connector: LoadedConnector): void
}

/**
 * Names leave out what tells `a-b` and `a.b` apart, since they have to be readable and fit every language. Odd pairs
 * of connectors and operations would therefore share one, and a client would call the wrong of the two.
 */
export function createOperationNames(): OperationNames {
  const owners = new Map<string, string>()
  return {
    take({ host: { description }, major, operations }) {
      const { id } = description
      const taken = new Map<string, string>()
      for (const operation of operations.keys()) {
        const owner = `${operation} of ${id}`
        for (const prefix of [id, `${id}@${major}`]) {
          const name = operationName(prefix, operation)
          for (const one of [name, queryName(name)]) {
            const other = owners.get(one) ?? taken.get(one) ?? owner
            if (other !== owner) {
              throw new Quarantine(
                'duplicate_name',
                `Clients would know ${owner} and ${other} by the same name, ${one}.`,
              )
            }
            taken.set(one, owner)
          }
        }
      }
      for (const [name, owner] of taken) owners.set(name, owner)
    },
  }
}

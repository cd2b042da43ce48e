import type { RestFace } from './faces/rest-face.ts'
import { isRecord } from './options.ts'

export type Schema = Readonly<Record<string, unknown>>

export interface OperationFacts {
  readonly id: string
  readonly effect: string
  readonly isStream: boolean
  readonly input: Schema
}

/** What a connector says of itself, as far as it matters here. */
export interface ConnectorFacts {
  readonly id: string
  readonly version: string
  readonly check: string
  readonly operations: readonly OperationFacts[]
}

export interface ConnectionFacts {
  readonly id: string
  readonly connector: string
  /** `active`, `disabled`, `reauthorize`… */
  readonly state: string
  /** `live` or `mock`. */
  readonly source: string
}

/** The name of an operation as a tool. */
export const toolName = (connector: string, operation: string): string =>
  `${connector}_${operation}`.replaceAll(/[^A-Za-z0-9]/g, '_')

export async function readConnector(rest: RestFace, id: string): Promise<ConnectorFacts> {
  const { data, problem, status } = await rest.ask(`/v1/connectors/${id}`)
  if (!isRecord(data)) throw new Error(`/v1/connectors/${id}: ${problem?.code ?? status}`)
  const operations = Array.isArray(data['operations']) ? data['operations'].filter(isRecord) : []
  return {
    id,
    version: String(data['version']),
    check: String(data['check']),
    operations: operations.map(({ id: operation, effect, isStream, input }) => ({
      id: String(operation),
      effect: String(effect),
      isStream: isStream === true,
      input: isRecord(input) ? input : {},
    })),
  }
}

export async function readConnections(rest: RestFace): Promise<ConnectionFacts[]> {
  const found = await rest.list('/v1/connections')
  return found.map(({ id, connector, state, source }) => ({
    id: String(id),
    connector: String(connector),
    state: String(state),
    source: String(source),
  }))
}

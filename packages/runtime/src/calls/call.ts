import type { Warning } from '@patchbay/contract'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { Deadline } from './deadline.ts'

/** Where in the API a call is, filled in as it becomes known; a problem says as much of it as there is. */
export interface CallPlace {
  readonly connector?: string
  readonly operation?: string
  connection?: string
}

/** One operation call, from whichever face. */
export interface Call {
  readonly operation: LoadedOperation
  /** As it came: not checked yet, and the engine's to fill defaults into. */
  readonly input: unknown
  /** Whether the input is JSON, or a query string whose values are all text. */
  readonly form: 'json' | 'query'
  /** Id of the connection that the caller names, if any. */
  readonly wantedConnection: string | undefined
  readonly place: CallPlace
  /** Ended by the engine. */
  readonly deadline: Deadline
  readonly requestId: string
  readonly traceId: string
}

/** What one limit was expected to be charged, and what the vendor says that it was. */
export interface CostMeta {
  readonly predicted?: number
  readonly actual?: number
}

/** What is said about an answer beside the answer. */
export interface CallMeta {
  requestId: string
  connector: string
  operation: string
  connection: string
  source: 'live' | 'mock'
  next?: string
  partial?: true
  warnings?: Warning[]
  cost?: Record<string, CostMeta>
}

export interface CallResult {
  readonly data: unknown
  readonly meta: CallMeta
}

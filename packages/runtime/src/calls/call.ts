import type { Principal } from '../access/principal.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { CacheUse } from './cache/cache-use.ts'
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
  /** Who calls. */
  readonly principal: Principal
  readonly cacheUse: CacheUse
  /** Milliseconds for the whole call. Default: those of the operation. */
  readonly timeout?: number | undefined
  readonly requestId: string
  readonly traceId: string
  /**
   * Called once if the call has to wait for anything: from then on, the caller's leaving aborts the deadline, unless
   * the call has an idempotency key with which the caller may come back for its answer.
   */
  attend(deadline: Deadline): void
}

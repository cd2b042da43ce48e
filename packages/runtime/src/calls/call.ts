import type { Progress, QuestionKind } from '@patchbay/contract'
import type { Principal } from '../access/principal.ts'
import type { Answers } from '../connectors/connector-host.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { Span } from '../telemetry/traces/span.ts'
import type { CacheUse } from './cache/cache-use.ts'
import type { Deadline } from './deadline.ts'

/** Where in the API a call is, filled in as it becomes known; a problem says as much of it as there is. */
export interface CallPlace {
  readonly connector?: string
  readonly operation?: string
  connection?: string
}

/**
 * Told what happens while a call runs, at once and in order. It may still be told something after its caller has left, and
 * must not throw.
 */
export interface CallListener {
  progress?(progress: Progress): void
  /** What a connector writes to the log. Secret fields are masked; known secrets within texts are the listener's to hide. */
  log?(level: 'debug' | 'info' | 'warn', fields: object, message: string): void
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
  /** What it is a part of; undefined where nothing is traced. */
  readonly span?: Span | undefined
  /** Of the call itself, once it has begun, where its trace is kept. */
  ownSpan?: Span | undefined
  /** Default: nobody listens. */
  readonly listener?: CallListener | undefined
  /** Default: nothing was asked yet. */
  readonly answers?: Answers | undefined
  /** What the caller can be asked. Default: everything. */
  readonly askable?: readonly QuestionKind[] | undefined
  /** Whether the caller looks at the `content` of the result. Default: no. */
  readonly isPresented?: boolean | undefined
  /**
   * Called once if the call has to wait for anything: from then on, the caller's leaving aborts the deadline, unless
   * the call has an idempotency key with which the caller may come back for its answer.
   */
  attend(deadline: Deadline): void
}

import type { Http, HttpRequest } from './http.ts'
import type { LimitLevel } from './limit.ts'
import type { Asking } from './question.ts'
import type { Transform } from './transform.ts'

/**
 * Something that the caller should know although the call succeeded. It travels in `meta.warnings`. Two codes are about
 * the vendor's API as a whole, and are shown with the connector as well: `version_drift` where another version answers
 * than was asked, `deprecated` where something that is used will go.
 */
export interface Warning {
  /** Stable, in snake_case. */
  readonly code: string
  readonly message: string
  /** JSON pointer into the output, where the warning is about a part of it. */
  readonly path?: string
}

/** What an operation says about its answer beside the answer itself. */
export interface Report {
  warning(warning: Warning): void
  /** The cursor of the next page; callers send it back as the input field `cursor`. */
  next(cursor: string | undefined): void
  /** Some of what was asked for is missing; say what in a warning. */
  partial(): void
}

/** How far a call is. */
export interface Progress {
  /** Grows from one telling to the next. */
  readonly done: number
  /** Undefined where nobody knows. */
  readonly total?: number
  readonly message?: string
}

/**
 * Lines for the operator. They carry the call's ids already, and secrets are removed from them. A caller who asks for them
 * is told them as well.
 */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/** What the runtime lends to one call of an operation. A connector keeps nothing between calls. */
export interface CallContext<Input, Config, OriginId extends string = string> extends Asking {
  readonly input: Input
  readonly config: Config
  readonly http: Http<OriginId>
  readonly report: Report
  readonly log: Log
  /** Tells whoever listens how far the call is. Over REST nobody does. */
  readonly progress: (progress: Progress) => void
  /** Aborted when the caller goes away or the deadline passes. `http` heeds it by itself. */
  readonly signal: AbortSignal
  /**
   * Names this one write to a vendor that knows idempotency keys itself: the same text for every attempt of a call,
   * and for every call that repeats the caller's own key. Characters of base64url, 64 at the most. Undefined for reads.
   */
  readonly idempotencyKey?: string | undefined
  /**
   * Milliseconds since an earlier call with the same key of the caller has ended without anybody knowing whether it acted.
   * Whoever is told so looks for what that call did, before anything is done again. Only for operations that `recover`.
   */
  readonly unknownFor?: number | undefined
  /** When the call began, in milliseconds since 1970. Connectors read no clock of their own. */
  readonly now: number
  /**
   * How the limits are, by id, that a request about this would take from. It asks nobody but the runtime, takes nothing,
   * and leaves out what does not apply.
   */
  readonly limits: (about?: HttpRequest['about']) => Promise<Readonly<Record<string, LimitLevel>>>
  /** Runs a heavy pure function without stalling other calls. */
  readonly transform: <I, O>(transform: Transform<I, O>, input: I) => Promise<O>
}

import type { Questions } from './question.ts'
import { problemKinds, type ProblemCode, type ProblemKind } from './problem-table.ts'

/** One field that is wrong. `path` is a JSON pointer into the input; '' is the input as a whole. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

/** What the vendor itself said, kept beside our unified code so that nothing is lost in translation. */
export interface UpstreamFacts {
  readonly status?: number
  readonly code?: string
  readonly requestId?: string
}

export interface ProblemDetails {
  /** What happened, in one or two sentences for the person who has to act on it. Default: the title. */
  readonly detail?: string
  /** What to do next. Default: the advice of the code. */
  readonly advice?: string
  /** Only to choose between the statuses that a code may have, such as 502 or 504 of `outcome_unknown`. */
  readonly status?: number
  /** Only to say that this instance differs from its code, such as a quota that never refills. */
  readonly retryable?: boolean
  /** Seconds until a retry can succeed. */
  readonly retryAfter?: number
  readonly errors?: readonly FieldError[]
  readonly upstream?: UpstreamFacts
  /** What has to be answered before the call can go on, by name. Only of `input_required`. */
  readonly questions?: Questions
  readonly cause?: unknown
}

/** A problem as plain data: what crosses a process boundary. */
export interface SerializedProblem extends Omit<ProblemDetails, 'cause'> {
  readonly code: ProblemCode
}

const marker = Symbol.for('patchbay.problem')

/**
 * The one error of Patchbay. Throw it with a code of the table; everything else follows from the code.
 * Recognise it with `Problem.is`, never with `instanceof`: two copies of this package may be loaded.
 */
export class Problem extends Error {
  readonly [marker] = true
  readonly code: ProblemCode
  readonly status: number
  readonly retryable: boolean
  readonly advice: string
  readonly retryAfter: number | undefined
  readonly errors: readonly FieldError[] | undefined
  readonly upstream: UpstreamFacts | undefined
  readonly questions: Questions | undefined

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    const kind = problemKinds[code]
    super(details.detail ?? kind.title, { cause: details.cause })
    this.name = 'Problem'
    this.code = code
    this.status = details.status ?? kind.status
    this.retryable = details.retryable ?? kind.retryable
    this.advice = details.advice ?? kind.advice
    this.retryAfter = details.retryAfter
    this.errors = details.errors
    this.upstream = details.upstream
    this.questions = details.questions
  }

  /** What the table says of its code. */
  get kind(): ProblemKind {
    return problemKinds[this.code]
  }

  static is(value: unknown): value is Problem {
    return typeof value === 'object' && value !== null && marker in value
  }

  serialize(): SerializedProblem {
    return {
      code: this.code,
      detail: this.message,
      advice: this.advice,
      status: this.status,
      retryable: this.retryable,
      ...(this.retryAfter === undefined ? {} : { retryAfter: this.retryAfter }),
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      ...(this.upstream === undefined ? {} : { upstream: this.upstream }),
      ...(this.questions === undefined ? {} : { questions: this.questions }),
    }
  }

  static deserialize({ code, ...details }: SerializedProblem): Problem {
    return new Problem(code, details)
  }
}

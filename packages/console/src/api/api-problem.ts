/** One wrong field of what was sent. */
export interface FieldError {
  /** JSON Pointer into the body, or the name of a parameter. */
  readonly path: string
  readonly message: string
}

/** A problem (RFC 9457) as the server tells it. */
export interface ProblemBody {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly advice?: string
  readonly retryable?: boolean
  /** Seconds. */
  readonly retryAfter?: number
  readonly traceId?: string
  readonly errors?: readonly FieldError[]
  readonly upstream?: { readonly status?: number; readonly code?: string; readonly requestId?: string }
}

/** A request that failed, with what the server says of it. */
export class ApiProblem extends Error {
  readonly body: ProblemBody
  /** Of the answer; none if nothing has answered. */
  readonly headers: Headers | undefined

  constructor(body: ProblemBody, headers?: Headers) {
    super(body.detail ?? body.title)
    this.name = 'ApiProblem'
    this.body = body
    this.headers = headers
  }

  get code(): string {
    return this.body.code
  }

  get retryable(): boolean {
    return this.body.retryable === true
  }

  get errors(): readonly FieldError[] {
    return this.body.errors ?? []
  }
}

/** The problem that no server tells: none answered. */
export const unreachable = (): ApiProblem =>
  new ApiProblem({
    status: 0,
    code: 'unreachable',
    title: 'Patchbay does not answer',
    detail: 'The server could not be reached.',
    advice: 'Check the network and that Patchbay is running. The page goes on by itself when it answers.',
    retryable: true,
  })

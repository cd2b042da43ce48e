import type { FieldError, Problem } from '@patchbay/client'

export type { FieldError } from '@patchbay/client'

/** A request that failed, with what the server says of it, or what has kept this side from an answer. */
export class ApiProblem extends Error {
  readonly body: Problem
  /** Of the answer; none if nothing has answered. */
  readonly headers: Headers | undefined

  constructor(body: Problem, headers?: Headers) {
    super(body.detail)
    this.name = 'ApiProblem'
    this.body = body
    this.headers = headers
  }

  get code(): string {
    return this.body.code
  }

  get retryable(): boolean {
    return this.body.retryable
  }

  get errors(): readonly FieldError[] {
    return this.body.errors ?? []
  }
}

/** The problem that no server tells: none answered. */
export const unreachable = (): ApiProblem =>
  new ApiProblem({
    type: '/problems/unreachable',
    status: 0,
    code: 'unreachable',
    title: 'Patchbay does not answer',
    detail: 'The server could not be reached.',
    advice: 'Check the network and that Patchbay is running. The page goes on by itself when it answers.',
    retryable: true,
  })

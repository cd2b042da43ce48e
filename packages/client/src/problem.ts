import type { Schemas } from './generated/schemas.ts'

/** What only this side can find out. `unreachable` is in the server's table too, for its own clients. */
export type ClientCode = 'unreachable' | 'unexpected_answer' | 'interrupted' | 'deadline_exceeded' | 'aborted'

export type ProblemCode = Schemas['Problem']['code'] | ClientCode

/** One field that is wrong. `path` is a JSON pointer into the input; '' is the input as a whole. */
export type FieldError = NonNullable<Schemas['Problem']['errors']>[number]

/** Why there is no answer: what the server says (RFC 9457), or what has kept this client from one. */
export interface Problem extends Omit<Schemas['Problem'], 'code' | 'instance' | 'traceId'> {
  code: ProblemCode
  /** Names the request, in answers and in the log of the server. */
  requestId?: string
  traceId?: string
  /** Of a call that may be repeated: with this key as its `idempotencyKey`, nothing is done twice. */
  idempotencyKey?: string
}

/** What a problem of some codes has for certain. */
interface Certain {
  rate_limited: { retryAfter: number }
  overloaded: { retryAfter: number }
  invalid_input: { errors: FieldError[] }
  input_required: { questions: NonNullable<Problem['questions']> }
}

/** A problem of this code, with what such a problem has for certain. */
export type ProblemOf<Code extends ProblemCode> = Problem & { code: Code } & (Code extends keyof Certain
    ? Certain[Code]
    : unknown)

const marker = Symbol.for('patchbay.client.problem')

/** A problem that is thrown, with the members of one. Recognise it with `isProblem`. */
export class PatchbayProblem extends Error implements Problem {
  readonly [marker] = true
  declare readonly type: string
  declare readonly title: string
  declare readonly status: number
  declare readonly detail: string
  declare readonly code: ProblemCode
  declare readonly advice: string
  declare readonly retryable: boolean
  declare readonly retryAfter?: number
  declare readonly errors?: FieldError[]
  declare readonly requestId?: string
  declare readonly traceId?: string
  declare readonly idempotencyKey?: string
  declare readonly connector?: string
  declare readonly operation?: string
  declare readonly connection?: string
  declare readonly upstream?: NonNullable<Problem['upstream']>
  declare readonly questions?: NonNullable<Problem['questions']>

  constructor(problem: Problem) {
    super(problem.detail)
    Object.assign(this, problem)
    this.name = 'PatchbayProblem'
  }
}

/** Whether this is a problem, as a result has it or as it was thrown; with a code, whether it is that one. */
export function isProblem(value: unknown): value is Problem
export function isProblem<Code extends ProblemCode>(value: unknown, code: Code): value is ProblemOf<Code>
export function isProblem(value: unknown, code?: ProblemCode): boolean {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('advice' in value)) return false
  return code === undefined || value.code === code
}

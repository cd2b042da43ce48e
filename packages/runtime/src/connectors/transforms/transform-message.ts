import { inspect } from 'node:util'
import { Problem, type SerializedProblem } from '@patchbay/contract'

/** What a thread is asked to do. */
export interface TransformTask {
  /** URL of the file whose default export is the transform. */
  readonly module: string
  readonly input: unknown
  /** Whether to say when it ran. */
  readonly isTimed?: true
}

/** When it ran in its thread, in milliseconds since 1970. */
export interface TransformTime {
  readonly from: number
  readonly to: number
}

/** What a thread answers. What was thrown crosses as data: a clone would strip a problem of all that makes it one. */
export type TransformAnswer =
  | { readonly output: unknown; readonly ran?: TransformTime }
  | { readonly problem: SerializedProblem }
  | {
      readonly error: { readonly name: string; readonly message: string; readonly stack: string | undefined }
    }

export function thrownAnswer(thrown: unknown): TransformAnswer {
  if (Problem.is(thrown)) return { problem: thrown.serialize() }
  if (!(thrown instanceof Error)) {
    return { error: { name: 'Error', message: inspect(thrown, { depth: 0 }), stack: undefined } }
  }
  const { name, message, stack } = thrown
  return { error: { name, message, stack } }
}

/** The output; throws what the transform threw. */
export function outputOf(answer: TransformAnswer): unknown {
  if ('output' in answer) return answer.output
  if ('problem' in answer) throw Problem.deserialize(answer.problem)
  throw Object.assign(new Error(answer.error.message), answer.error)
}

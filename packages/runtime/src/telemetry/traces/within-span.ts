import { Problem } from '@patchbay/contract'
import type { Span, SpanOptions } from './span.ts'

/** What names a failure in a trace: the code of a problem, or the class of an error. Never its text. */
export const failureOf = (error: unknown): string =>
  Problem.is(error) ? error.code : error instanceof Error ? error.name : 'Error'

/** Waits for what has begun as a part of the span. Where nobody sees it, there is nothing but the waiting. */
export async function withinSpan<T>(
  parent: Span | undefined,
  name: string,
  work: Promise<T>,
  options?: SpanOptions,
): Promise<T> {
  if (parent?.isRecording !== true) return work
  const span = parent.child(name, options)
  try {
    const result = await work
    span.end()
    return result
  } catch (error) {
    span.end(failureOf(error))
    throw error
  }
}

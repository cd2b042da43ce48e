import { Problem, type ProblemCode } from '@patchbay/contract'
import type { CallStream } from '../calls/open-stream.ts'
import type { TaskResult } from './task-result.ts'

/** How a stream has ended, in its own words: its last line. */
export interface StreamOutcome {
  /** Of the problem that it ended with; undefined where all of it is there. */
  readonly code: ProblemCode | undefined
  readonly lastLine: string
}

/** Adds the items of a stream to a result, whose last line is for the caller to add. */
export async function collectStream({ lines }: CallStream, result: TaskResult): Promise<StreamOutcome> {
  try {
    for await (const part of lines) {
      const text = typeof part === 'string' ? part : Buffer.from(part).toString()
      const last = lastLineOf(text)
      if (last !== undefined) return withAllItems(last, result.items)
      await result.add(text, countLines(text))
    }
  } finally {
    await lines.return()
  }
  // The stream was left before its end: nobody else reads it.
  throw new Problem('cancelled', { detail: 'The answer was cut off.' })
}

/** The cursor of the last item in a text of whole lines. */
export function lastCursorOf(lines: string): string | undefined {
  const line = lines.trimEnd().split('\n').at(-1)
  if (line === undefined || line === '') return undefined
  const { cursor } = JSON.parse(line) as { readonly cursor?: string }
  return cursor
}

/** The last line comes alone, and no item begins like it. */
const lastLineOf = (text: string): string | undefined =>
  text.startsWith('{"meta":') || text.startsWith('{"problem":') ? text : undefined

interface LastLine {
  readonly meta?: { readonly items: number }
  readonly problem?: { readonly code: ProblemCode }
}

/** A run that went on after an item of an earlier one has counted its own items only. */
function withAllItems(text: string, items: number): StreamOutcome {
  const { meta, problem } = JSON.parse(text) as LastLine
  if (meta === undefined) return { code: problem?.code, lastLine: text }
  return { code: undefined, lastLine: `${JSON.stringify({ meta: { ...meta, items } })}\n` }
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

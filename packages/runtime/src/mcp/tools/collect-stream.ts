import { Problem } from '@patchbay/contract'
import type { CallEngine } from '../../calls/call-engine.ts'
import { FreshResult, type CallMeta, type CallResult } from '../../calls/call-result.ts'
import type { McpCall } from '../mcp-call.ts'

/** Characters of items that are collected where the operation cannot go on from them, so that they are there to be kept. */
const mostCollected = 200_000
/** Of the object that the items are put in. */
const frame = '{"items":[]}'.length

interface Line {
  readonly data?: unknown
  readonly cursor?: string
  readonly meta?: CallMeta
  readonly problem?: { readonly code: string; readonly detail: string; readonly retryAfter?: number }
}

/**
 * The items of a streamed operation as one answer, as many as fit into a budget of characters. Where there are more, the answer is partial, and its
 * `next` is the cursor that the operation goes on from.
 */
export async function collectStream(
  engine: Pick<CallEngine, 'stream'>,
  call: McpCall,
  budget: number,
): Promise<CallResult> {
  const stream = await engine.stream(call)
  const items: string[] = []
  let size = frame
  let cursor: string | undefined
  for await (const part of stream.lines) {
    const lines = typeof part === 'string' ? part : Buffer.from(part).toString()
    for (const text of lines.split('\n')) {
      if (text === '') continue
      const line = JSON.parse(text) as Line
      if (line.meta !== undefined) return resultOf(items, line.meta)
      if (line.problem !== undefined) throw problemOf(line.problem, items.length)
      const item = JSON.stringify(line.data)
      // The first one goes whatever its size, or nothing ever would. Leaving the loop ends the stream.
      if (items.length > 0 && size + item.length > mostOf(budget, cursor)) {
        return resultOf(items, {
          ...stream.meta,
          partial: true,
          ...(cursor !== undefined && { next: cursor }),
        })
      }
      items.push(item)
      size += item.length + 1
      cursor = line.cursor
    }
  }
  throw new Problem('internal', { detail: 'The stream ended without saying how.' })
}

/** Characters of items, up to which they are collected; `cursor`: that to go on from. */
export const mostOf = (budget: number, cursor: string | undefined): number =>
  cursor === undefined ? Math.max(budget, mostCollected) : budget

const resultOf = (items: readonly string[], meta: CallMeta): CallResult =>
  new FreshResult(`{"items":[${items.join(',')}]}`, meta, 0)

const problemOf = ({ code, detail, retryAfter }: NonNullable<Line['problem']>, items: number): Problem =>
  new Problem(code as Problem['code'], {
    detail: items === 0 ? detail : `${detail} That was after ${items} items.`,
    ...(retryAfter !== undefined && { retryAfter }),
  })

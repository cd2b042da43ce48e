import { Problem } from '@patchbay/contract'
import type { CallEngine } from '../../calls/call-engine.ts'
import { FreshResult, type CallMeta, type CallResult } from '../../calls/call-result.ts'
import type { McpCall } from '../mcp-call.ts'
import { collectItems, itemsData, type StreamProblem } from '../results/collect-items.ts'

/**
 * The items of a streamed operation as one answer, as many as fit into a budget of characters. Where there are more, the
 * answer is partial, and its `next` is the cursor that the operation goes on from.
 */
export async function collectStream(
  engine: Pick<CallEngine, 'stream'>,
  call: McpCall,
  budget: number,
): Promise<CallResult> {
  const stream = await engine.stream(call)
  const collected = await collectItems(stream.lines, budget)
  const { items } = collected
  const resultOf = (meta: CallMeta): CallResult => new FreshResult(itemsData(items), meta, 0)
  switch (collected.end) {
    case 'whole':
      return resultOf(collected.meta)
    case 'cut': {
      const { next } = collected
      return resultOf({ ...stream.meta, partial: true, ...(next !== undefined && { next }) })
    }
    case 'problem':
      throw problemOf(collected.problem, items.length)
    case 'missing':
      throw new Problem('internal', { detail: 'The stream ended without saying how.' })
  }
}

const problemOf = ({ code, detail, retryAfter }: StreamProblem, items: number): Problem =>
  new Problem(code as Problem['code'], {
    detail: items === 0 ? detail : `${detail} That was after ${items} items.`,
    ...(retryAfter !== undefined && { retryAfter }),
  })

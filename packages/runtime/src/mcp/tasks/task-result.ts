import type { Content } from '@patchbay/contract'
import type { CallMeta } from '../../calls/call-result.ts'
import { problemMediaType, streamMediaType } from '../../http/media-types.ts'
import type { TaskResultText } from '../../tasks/tasks.ts'
import type { Principal } from '../../access/principal.ts'
import type { FitAnswer } from '../results/fit-answer.ts'
import { collectItems, itemsData } from '../results/collect-items.ts'
import type { ToolAnswer } from '../tools/tool-answer.ts'
import { toolFailure } from '../tools/tool-failure.ts'

export interface ToolAnswerParts {
  readonly fit: FitAnswer
  /** Characters of data that an answer may have. */
  readonly budget: number
}

/** What a finished task answers as a tool would have. */
export async function toolAnswerOf(
  { fit, budget }: ToolAnswerParts,
  principal: Principal,
  result: TaskResultText,
): Promise<ToolAnswer> {
  if (result.contentType === streamMediaType) {
    const read = await readStream(result, budget)
    return 'text' in read ? read : fit(principal, read)
  }
  let text = ''
  for await (const part of result.parts) text += part
  if (result.contentType === problemMediaType || result.status >= 400) return toolFailure(text)
  const { data, meta } = JSON.parse(text) as { readonly data: unknown; readonly meta: CallMeta }
  const presented = await result.content()
  const content = presented === undefined ? undefined : (JSON.parse(presented) as readonly Content[])
  const answer = { data: JSON.stringify(data), meta, ...(content !== undefined && { content }) }
  return fit(principal, answer)
}

/** As many items as an agent can do something with. With `next` the operation goes on after them; REST has them all. */
async function readStream(
  { task, parts, last }: TaskResultText,
  budget: number,
): Promise<ItemsResult | ToolAnswer> {
  const collected = await collectItems(parts, budget)
  const { items } = collected
  switch (collected.end) {
    case 'whole':
      return { data: itemsData(items), meta: collected.meta }
    case 'problem':
      return toolFailure(JSON.stringify(collected.problem))
    case 'missing':
      return toolFailure(JSON.stringify({ code: 'internal', detail: 'The result of the task has no end.' }))
    case 'cut': {
      const { next } = collected
      const message = `These are the first ${items.length} of ${task.done} items; GET /v1/tasks/${task.id}/result has all of them.`
      const warnings = [{ code: 'result_cut', message }]
      const meta = {
        ...(await metaOf(last)),
        partial: true as const,
        ...(next !== undefined && { next }),
        warnings,
      }
      return { data: itemsData(items), meta }
    }
  }
}

async function metaOf(last: TaskResultText['last']): Promise<CallMeta> {
  const line = (await last()).trimEnd().split('\n').at(-1) ?? '{}'
  return (JSON.parse(line) as { readonly meta: CallMeta }).meta
}

interface ItemsResult {
  readonly data: string
  readonly meta: CallMeta
}

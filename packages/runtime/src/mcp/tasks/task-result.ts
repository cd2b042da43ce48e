import type { Content } from '@patchbay/contract'
import type { CallMeta } from '../../calls/call-result.ts'
import { problemMediaType, streamMediaType } from '../../http/media-types.ts'
import type { TaskResultText } from '../../tasks/tasks.ts'
import type { Principal } from '../../access/principal.ts'
import type { FitAnswer } from '../results/fit-answer.ts'
import { mostOf } from '../tools/collect-stream.ts'
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

interface Line {
  readonly data?: unknown
  readonly cursor?: string
  readonly meta?: CallMeta
  readonly problem?: object
}

/** As many items as an agent can do something with. With `next` the operation goes on after them; REST has them all. */
async function readStream(
  { task, parts, last }: TaskResultText,
  budget: number,
): Promise<ItemsResult | ToolAnswer> {
  const items: string[] = []
  let size = '{"items":[]}'.length
  let cursor: string | undefined
  for await (const part of parts) {
    for (const text of part.split('\n')) {
      if (text === '') continue
      const line = JSON.parse(text) as Line
      if (line.problem !== undefined) return toolFailure(JSON.stringify(line.problem))
      if (line.meta !== undefined) return answerWith(items, line.meta)
      const item = JSON.stringify(line.data)
      if (items.length > 0 && size + item.length > mostOf(budget, cursor)) {
        return answerWith(items, {
          ...(await metaOf(last)),
          partial: true,
          ...(cursor !== undefined && { next: cursor }),
          warnings: [
            {
              code: 'result_cut',
              message: `These are the first ${items.length} of ${task.done} items; GET /v1/tasks/${task.id}/result has all of them.`,
            },
          ],
        })
      }
      items.push(item)
      size += item.length + 1
      cursor = line.cursor
    }
  }
  return toolFailure(JSON.stringify({ code: 'internal', detail: 'The result of the task has no end.' }))
}

async function metaOf(last: TaskResultText['last']): Promise<CallMeta> {
  const line = (await last()).trimEnd().split('\n').at(-1) ?? '{}'
  return (JSON.parse(line) as { readonly meta: CallMeta }).meta
}

interface ItemsResult {
  readonly data: string
  readonly meta: CallMeta
}

const answerWith = (items: readonly string[], meta: CallMeta): ItemsResult => ({
  data: `{"items":[${items.join(',')}]}`,
  meta,
})

import type { Content } from '@patchbay/contract'
import type { CallMeta } from '../../calls/call-result.ts'
import { problemMediaType, streamMediaType } from '../../http/media-types.ts'
import type { TaskResultText } from '../../tasks/tasks.ts'
import { mostCollected } from '../tools/collect-stream.ts'
import type { ToolAnswer } from '../tools/tool-answer.ts'
import { toolFailure } from '../tools/tool-failure.ts'
import { toolSuccess } from '../tools/tool-success.ts'

/** What a finished task answers as a tool would have. */
export async function toolAnswerOf(result: TaskResultText): Promise<ToolAnswer> {
  if (result.contentType === streamMediaType) return answerOfStream(result)
  let text = ''
  for await (const part of result.parts) text += part
  if (result.contentType === problemMediaType || result.status >= 400) return toolFailure(text)
  const { data, meta } = JSON.parse(text) as { readonly data: unknown; readonly meta: CallMeta }
  const presented = await result.content()
  const content = presented === undefined ? undefined : (JSON.parse(presented) as readonly Content[])
  const answer = { data: JSON.stringify(data), meta, ...(content !== undefined && { content }) }
  return toolSuccess(answer)
}

interface Line {
  readonly data?: unknown
  readonly cursor?: string
  readonly meta?: CallMeta
  readonly problem?: object
}

/** As many items as an agent can do something with. With `next` the operation goes on after them; REST has them all. */
async function answerOfStream({ task, parts, last }: TaskResultText): Promise<ToolAnswer> {
  const items: string[] = []
  let size = 0
  let cursor: string | undefined
  for await (const part of parts) {
    for (const text of part.split('\n')) {
      if (text === '') continue
      const line = JSON.parse(text) as Line
      if (line.problem !== undefined) return toolFailure(JSON.stringify(line.problem))
      if (line.meta !== undefined) return answerWith(items, line.meta)
      const item = JSON.stringify(line.data)
      if (items.length > 0 && size + item.length > mostCollected) {
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
      size += item.length
      cursor = line.cursor
    }
  }
  return toolFailure(JSON.stringify({ code: 'internal', detail: 'The result of the task has no end.' }))
}

async function metaOf(last: TaskResultText['last']): Promise<CallMeta> {
  const line = (await last()).trimEnd().split('\n').at(-1) ?? '{}'
  return (JSON.parse(line) as { readonly meta: CallMeta }).meta
}

const answerWith = (items: readonly string[], meta: CallMeta): ToolAnswer =>
  toolSuccess({ data: `{"items":[${items.join(',')}]}`, meta })

import { Problem } from '@patchbay/contract'
import type { AnswerForms } from '../../calls/idempotency/keyed-calls.ts'
import { schemaCompiler } from '../../calls/schema-compiler.ts'
import type { McpRequest } from '../mcp-request.ts'
import { failTool } from '../tools/fail-tool.ts'
import { readToolInput } from '../tools/read-tool-input.ts'
import type { ToolAnswer } from '../tools/tool-answer.ts'
import { toolSuccess } from '../tools/tool-success.ts'
import { keptFor } from './kept-results.ts'
import { ReadMoreInputSchema, readMoreName } from './read-more-definition.ts'
import type { ReadResult } from './read-result.ts'

/** Answers the tool `read_more`. It never rejects. */
export type ReadMore = (request: McpRequest, given: unknown) => Promise<ToolAnswer>

export interface ReadMoreParts {
  readonly readResult: ReadResult
  readonly forms: Pick<AnswerForms, 'failure'>
}

export function createReadMore({ readResult, forms }: ReadMoreParts): ReadMore {
  const check = schemaCompiler.strict(ReadMoreInputSchema)
  return async (request, given) => {
    const { principal, requestId } = request
    try {
      const { handle, from = 0 } = readToolInput<{ handle: string; from?: number }>(
        check,
        readMoreName,
        given,
      )
      const page = await readResult(principal, handle, from)
      if (page === undefined) throw notKept()
      const { total, next } = page
      const end = next ?? total
      const kind = page.items === undefined ? 'characters' : 'items'
      const shown = `These are ${kind} ${Math.min(from + 1, end)}-${end} of ${total}.`
      const note =
        next === undefined
          ? `${shown} There are no more.`
          : `${shown} Go on with ${readMoreName} ${JSON.stringify({ handle, from: next })}.`
      return toolSuccess({ data: JSON.stringify(page), meta: { requestId } }, { notes: [note] })
    } catch (error) {
      return failTool(forms, request, error)
    }
  }
}

const notKept = (): Problem =>
  new Problem('not_found', {
    detail: 'No answer is kept under this handle.',
    advice: `Answers are kept for ${keptFor} minutes, for whoever has called. Call the tool again, and ask for less if it takes a limit or a filter.`,
  })

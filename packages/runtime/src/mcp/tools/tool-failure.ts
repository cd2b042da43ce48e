import type { FieldError } from '@patchbay/contract'
import { visibleText } from '../safety/suspicious-content.ts'
import { objectText, type ToolAnswer } from './tool-answer.ts'
import { metaKeys } from './meta-keys.ts'

/** A problem as its details are put on the wire. */
interface ProblemDetails {
  readonly code: string
  readonly detail: string
  readonly advice?: string
  readonly retryable?: boolean
  readonly retryAfter?: number
  readonly errors?: readonly FieldError[]
  readonly instance?: string
}

/** What an agent can act on: what happened, what to do, and when. */
function textOf({ code, detail, advice, retryable, retryAfter, errors, instance }: ProblemDetails): string {
  const lines = [`${code}: ${detail}`]
  if (advice !== undefined) lines.push(`What to do: ${advice}`)
  if (retryAfter !== undefined) lines.push(`Try again in ${Math.ceil(retryAfter)} s, not earlier.`)
  else if (retryable === false) lines.push('The same call will fail again.')
  for (const { path, message } of errors ?? []) lines.push(`- ${path || 'arguments'} ${message}`)
  if (instance !== undefined) lines.push(`(${instance})`)
  return lines.join('\n')
}

/** A failed call, from the text of its problem details. Failures are answers: the agent is to read them (MCP, server/tools). */
export function toolFailure(problemText: string): ToolAnswer {
  const text = visibleText(textOf(JSON.parse(problemText) as ProblemDetails))
  return {
    text: objectText({
      content: `[{"type":"text","text":${JSON.stringify(text)}}]`,
      isError: 'true',
      _meta: objectText({ [metaKeys.problem]: problemText }),
    }),
  }
}

import type { AnswerForms } from '../../calls/idempotency/keyed-calls.ts'
import { toProblem } from '../../calls/to-problem.ts'
import type { McpRequest } from '../mcp-request.ts'
import type { ToolAnswer } from './tool-answer.ts'
import { toolFailure } from './tool-failure.ts'

/** Whatever has gone wrong with a tool of ours, which is no operation, as its answer. */
export const failTool = (
  forms: Pick<AnswerForms, 'failure'>,
  { requestId, traceId }: Pick<McpRequest, 'requestId' | 'traceId'>,
  error: unknown,
): ToolAnswer => toolFailure(forms.failure(toProblem(error), { requestId, traceId, place: {} }).body)

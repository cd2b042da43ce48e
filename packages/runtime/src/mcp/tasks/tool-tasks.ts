import type { AnswerForms } from '../../calls/idempotency/keyed-calls.ts'
import { toProblem } from '../../calls/to-problem.ts'
import type { Task } from '../../tasks/task.ts'
import type { Tasks } from '../../tasks/tasks.ts'
import type { ToolPins } from '../pinning/tool-pins.ts'
import { McpCall } from '../mcp-call.ts'
import { readArguments } from '../tools/arguments.ts'
import { checkConfirmed } from '../questions/confirmation.ts'
import { isAskable, mustConfirm, type ToolCall, type ToolQuestions } from '../tools/call-tool.ts'
import type { ToolAnswer } from '../tools/tool-answer.ts'
import { toolFailure } from '../tools/tool-failure.ts'

/** Starts the call of a tool as a task. What cannot be started is answered as a tool that has failed. */
export type StartToolTask = (call: ToolCall) => Promise<{ readonly task: Task } | ToolAnswer | ToolQuestions>

export interface ToolTasksParts {
  readonly tasks: Pick<Tasks, 'create' | 'firstQuestions'>
  readonly forms: Pick<AnswerForms, 'failure'>
  readonly pins: Pick<ToolPins, 'check'>
  /** Milliseconds within which the same input of a write counts as the same call. */
  readonly repeatWindow: number
}

export function createStartToolTask({ tasks, forms, pins, repeatWindow }: ToolTasksParts): StartToolTask {
  return async ({ request, offered, arguments: given, idempotencyKey }) => {
    const { operation } = offered.tool
    let call = new McpCall(request, operation, given, undefined, true)
    try {
      pins.check(offered.tool)
      const { input, connection } = readArguments(offered, given)
      call = new McpCall(request, operation, input, connection, true)
      if (mustConfirm(call)) checkConfirmed(offered, input, request.answers)
      // What can be answered in the same exchange is asked in it: whoever has to run a task has all that it needs.
      const { asks, task: use } = operation.description
      const questions = asks === true && use === 'required' ? await tasks.firstQuestions(call) : undefined
      if (questions !== undefined) return { questions }
      const isRead = operation.description.effect === 'read'
      const key = isRead || idempotencyKey === undefined ? undefined : { header: idempotencyKey }
      const { task } = await tasks.create(call, key ?? (isRead ? undefined : { window: repeatWindow }))
      return { task }
    } catch (error) {
      const problem = toProblem(error)
      const { questions } = problem
      if (questions !== undefined && isAskable(questions, call)) return { questions }
      return toolFailure(forms.failure(problem, call).body)
    }
  }
}

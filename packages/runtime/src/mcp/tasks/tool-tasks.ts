import type { Task } from '../../tasks/task.ts'
import type { Tasks } from '../../tasks/tasks.ts'
import type { McpCall } from '../mcp-call.ts'
import type { ToolAdmission, ToolCall, ToolQuestions } from '../tools/admit-tool-call.ts'
import type { ToolAnswer } from '../tools/tool-answer.ts'

/** Starts the call of a tool as a task. What cannot be started is answered as a tool that has failed. */
export type StartToolTask = (call: ToolCall) => Promise<{ readonly task: Task } | ToolAnswer | ToolQuestions>

export interface ToolTasksParts {
  readonly tasks: Pick<Tasks, 'create' | 'firstQuestions'>
  readonly admission: ToolAdmission
}

export function createStartToolTask({ tasks, admission }: ToolTasksParts): StartToolTask {
  return async (toolCall) => {
    let call: McpCall | undefined
    try {
      call = admission.admit(toolCall, true)
      // What can be answered in the same exchange is asked in it: whoever has to run a task has all that it needs.
      const { asks, task: use } = call.operation.description
      const questions = asks === true && use === 'required' ? await tasks.firstQuestions(call) : undefined
      if (questions !== undefined) return { questions }
      const { task } = await tasks.create(call, admission.keyOf(toolCall))
      return { task }
    } catch (error) {
      return admission.fail(toolCall, error, call)
    }
  }
}

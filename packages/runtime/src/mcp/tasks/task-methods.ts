import {
  fromJsonSchema,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { Problem } from '@patchbay/contract'
import type { Principal } from '../../access/principal.ts'
import type { Task } from '../../tasks/task.ts'
import type { Tasks } from '../../tasks/tasks.ts'
import { callerOf } from '../protocol/caller-of.ts'
import { inputRequestsOf } from '../questions/input-requests.ts'
import { declaresTasks, tasksNotDeclared } from './task-extension.ts'
import { toolAnswerOf, type ToolAnswerParts } from './task-result.ts'

export interface TaskMethodParts extends ToolAnswerParts {
  readonly tasks: Tasks
}

type Wire = Record<string, unknown>

/** A task as the extension puts it on the wire: what every answer about it has. */
export const wireTask = ({ id, state, message, createdAt, updatedAt, ttl, pollInterval }: Task): Wire => ({
  taskId: id,
  status: state,
  ...(message === undefined ? {} : { statusMessage: message }),
  createdAt: createdAt.toISOString(),
  lastUpdatedAt: updatedAt.toISOString(),
  ttlMs: ttl,
  pollIntervalMs: pollInterval,
})

/**
 * A task with what it has come to. A call that ends with a problem is a tool that has failed, and so completed; only what
 * is no answer of the operation at all is a failed task.
 */
export async function detailOf(parts: TaskMethodParts, principal: Principal, task: Task): Promise<Wire> {
  const { tasks } = parts
  const wire = wireTask(task)
  if (task.state === 'input_required') {
    return { ...wire, inputRequests: inputRequestsOf(await tasks.questions(principal, task.id)) }
  }
  if (task.state === 'failed' && task.outcome?.code === 'internal') {
    return {
      ...wire,
      error: { code: ProtocolErrorCode.InternalError, message: task.message ?? 'Internal error' },
    }
  }
  if (task.state !== 'completed' && task.state !== 'failed') return wire
  const { text } = await toolAnswerOf(parts, principal, await tasks.result(principal, task.id))
  return { ...wire, status: 'completed', result: JSON.parse(text) as Wire }
}

const params = fromJsonSchema<{ readonly taskId: string }>({
  type: 'object',
  properties: { taskId: { type: 'string' } },
  required: ['taskId'],
})

/** Serves `tasks/get`, `tasks/update` and `tasks/cancel`. There is no list of tasks in this extension, over REST there is. */
export function serveTaskMethods(server: Server, parts: TaskMethodParts): void {
  const { tasks } = parts
  const serve = (
    method: string,
    answer: (principal: Principal, id: string, context: ServerContext) => Promise<Wire>,
  ): void => {
    server.setRequestHandler(method, { params }, async ({ taskId }, context) => {
      if (!declaresTasks(context)) throw tasksNotDeclared(method)
      try {
        return await answer(callerOf(context).principal, taskId, context)
      } catch (error) {
        throw toProtocolError(error)
      }
    })
  }
  serve('tasks/get', async (principal, id) => detailOf(parts, principal, await tasks.get(principal, id)))
  serve('tasks/update', async (principal, id, { mcpReq }) => {
    // Also where there is nothing to answer, for a task that is not there is an error.
    await tasks.get(principal, id)
    await tasks.answer(principal, id, mcpReq.inputResponses ?? {})
    return {}
  })
  serve('tasks/cancel', async (principal, id) => {
    await tasks.cancel(principal, id)
    return {}
  })
}

/** One that is not there, or is another's, is a parameter that is not valid (SEP-2663). */
function toProtocolError(error: unknown): unknown {
  if (!Problem.is(error)) return error
  const code = error.code === 'not_found' ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError
  return new ProtocolError(code, error.message, { code: error.code, advice: error.advice })
}

import { Server, type JSONRPCRequest, type Result, type ServerContext } from '@modelcontextprotocol/server'

type Handler = (request: JSONRPCRequest, context: ServerContext) => Promise<Result>

/** Results of tool calls that are tasks, for which the SDK has no schema. */
const taskResults = new WeakSet<object>()

/** Marks the answer to a tool call as a task, so that it is not held to what other answers must have. */
export function asTaskResult<R extends object>(result: R): R {
  taskResults.add(result)
  return result
}

/** The SDK's server, which lets a tool call be answered with a task as well (SEP-2663, `CreateTaskResult`). */
export class TaskServer extends Server {
  protected override _wrapHandler(method: string, handler: Handler): Handler {
    if (method !== 'tools/call') return super._wrapHandler(method, handler)
    return async (request, context) => {
      let task: Result | undefined
      // The rest is for the SDK to check: the request, and every other answer.
      const checked = super._wrapHandler(method, async (inner, innerContext) => {
        const result = await handler(inner, innerContext)
        if (!taskResults.has(result)) return result
        task = result
        return { content: [] }
      })
      const result = await checked(request, context)
      return task ?? result
    }
  }
}

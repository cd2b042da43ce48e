import {
  createMcpHandler,
  type McpHandlerRequestOptions,
  type McpHttpHandler,
  type Server,
} from '@modelcontextprotocol/server'

/** Serves the stateless revisions, from 2026-07-28 on. */
export interface StatelessProtocol {
  /** `tenant`: whose request it is, so that nobody is told of the changes of others. */
  serve(tenant: string, request: Request, options: McpHandlerRequestOptions): Promise<Response>
  /** Tells those who listen that their lists are others now: of one tenant, or of all. */
  listsChanged(tenant: string | undefined): void
  close(): Promise<void>
}

export function createStatelessProtocol(
  createServer: () => Server,
  onError: (error: Error) => void,
): StatelessProtocol {
  // One for each tenant: each has its own listeners.
  const handlers = new Map<string, McpHttpHandler>()
  const handlerOf = (tenant: string): McpHttpHandler => {
    let handler = handlers.get(tenant)
    if (handler === undefined) {
      handler = createMcpHandler(createServer, { legacy: 'reject', onerror: onError })
      handlers.set(tenant, handler)
    }
    return handler
  }
  return {
    serve: (tenant, request, options) => handlerOf(tenant).fetch(request, options),
    listsChanged(tenant) {
      const told = tenant === undefined ? [...handlers.values()] : [handlers.get(tenant)]
      for (const handler of told) handler?.notify.toolsChanged()
    },
    async close() {
      await Promise.all([...handlers.values()].map(async (handler) => handler.close()))
      handlers.clear()
    },
  }
}

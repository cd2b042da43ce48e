import {
  createMcpHandler,
  type McpHandlerRequestOptions,
  type McpHttpHandler,
  type Server,
} from '@modelcontextprotocol/server'
import type { Principal } from '../../access/principal.ts'
import { listenedUris } from '../resources/listened-uris.ts'
import type { WatchedResources } from '../resources/watched-resources.ts'

/** Serves the stateless revisions, from 2026-07-28 on. */
export interface StatelessProtocol {
  /** `principal`: whose request it is, so that nobody is told of the changes of other tenants. */
  serve(principal: Principal, request: Request, options: McpHandlerRequestOptions): Promise<Response>
  /** Tells those who listen that their lists are others now: of one tenant, or of all. */
  listsChanged(tenant: string | undefined): void
  close(): Promise<void>
}

export interface StatelessParts {
  readonly createServer: () => Server
  readonly watched: Pick<WatchedResources, 'watch'>
  readonly onError: (error: Error) => void
}

export function createStatelessProtocol({
  createServer,
  watched,
  onError,
}: StatelessParts): StatelessProtocol {
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
  /** Until the request ends that listens. */
  const watch = async (principal: Principal, uri: string, signal: AbortSignal): Promise<void> => {
    const tell = (): void => handlerOf(principal.tenant).notify.resourceUpdated(uri)
    const unwatch = await watched.watch(principal, uri, tell)
    if (unwatch === undefined) return
    if (signal.aborted) unwatch()
    else signal.addEventListener('abort', unwatch, { once: true })
  }
  return {
    async serve(principal, request, options) {
      const uris = listenedUris(options.parsedBody)
      await Promise.all(uris.map((uri) => watch(principal, uri, request.signal).catch(onError)))
      return handlerOf(principal.tenant).fetch(request, options)
    },
    listsChanged(tenant) {
      const told = tenant === undefined ? [...handlers.values()] : [handlers.get(tenant)]
      // Prompts and resources are offered with the tools of their connector.
      for (const handler of told) {
        handler?.notify.toolsChanged()
        handler?.notify.promptsChanged()
        handler?.notify.resourcesChanged()
      }
    },
    async close() {
      await Promise.all([...handlers.values()].map(async (handler) => handler.close()))
      handlers.clear()
    },
  }
}

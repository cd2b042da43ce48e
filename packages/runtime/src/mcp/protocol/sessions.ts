import { randomBytes } from 'node:crypto'
import {
  isInitializeRequest,
  WebStandardStreamableHTTPServerTransport,
  type McpHandlerRequestOptions,
  type Server,
} from '@modelcontextprotocol/server'
import type { McpCaller } from './caller-of.ts'

/** Serves the revisions with sessions, up to 2025-11-25. */
export interface SessionProtocol {
  serve(caller: McpCaller, request: Request, options: McpHandlerRequestOptions): Promise<Response>
  /** Tells the sessions of one tenant, or all, that their lists are others now. */
  listsChanged(tenant: string | undefined): void
  close(): Promise<void>
}

export interface SessionProtocolParts {
  readonly createServer: () => Server
  /** Milliseconds after which a session that nobody uses ends. */
  readonly idleTimeout: number
  /** Sessions of one principal; with one more, that of the least use ends. */
  readonly mostPerPrincipal: number
  readonly onError: (error: Error) => void
}

interface Session {
  readonly id: string
  readonly principal: string
  readonly tenant: string
  readonly server: Server
  readonly transport: WebStandardStreamableHTTPServerTransport
  usedAt: number
  /** Requests and streams that are open; a session with any is in use. */
  open: number
}

const sweepInterval = 30_000

export function createSessionProtocol(parts: SessionProtocolParts): SessionProtocol {
  const { createServer, idleTimeout, mostPerPrincipal, onError } = parts
  const sessions = new Map<string, Session>()

  const end = async (session: Session): Promise<void> => {
    if (!sessions.delete(session.id)) return
    await session.server.close().catch(onError)
  }
  const makeRoom = (principal: string): void => {
    const own = [...sessions.values()].filter((session) => session.principal === principal)
    if (own.length < mostPerPrincipal) return
    own.sort((one, other) => one.usedAt - other.usedAt)
    const [oldest] = own
    if (oldest !== undefined) void end(oldest)
  }
  const sweep = setInterval(() => {
    const before = performance.now() - idleTimeout
    for (const session of sessions.values()) {
      if (session.open === 0 && session.usedAt < before) void end(session)
    }
  }, sweepInterval).unref()

  const begin = async ({ principal }: McpCaller): Promise<WebStandardStreamableHTTPServerTransport> => {
    makeRoom(principal.id)
    const server = createServer()
    const transport = new WebStandardStreamableHTTPServerTransport({
      // A handle to nothing but the state of a conversation: each request proves by itself whose it is.
      sessionIdGenerator: () => randomBytes(24).toString('base64url'),
      onsessioninitialized(id) {
        const { id: owner, tenant } = principal
        const session = {
          id,
          principal: owner,
          tenant,
          server,
          transport,
          usedAt: performance.now(),
          open: 0,
        }
        sessions.set(id, session)
      },
      onsessionclosed: (id) => void sessions.delete(id),
    })
    server.onerror = onError
    await server.connect(transport)
    return transport
  }

  return {
    async serve(caller, request, options) {
      const id = request.headers.get('mcp-session-id')
      if (id === null) {
        const isBeginning = [options.parsedBody].flat().some((message) => isInitializeRequest(message))
        if (!isBeginning)
          return jsonRpcError(400, -32_000, 'Bad Request: the header Mcp-Session-Id is missing.')
        const transport = await begin(caller)
        return transport.handleRequest(request, options)
      }
      const session = sessions.get(id)
      // Somebody else's is no session at all.
      if (session === undefined || session.principal !== caller.principal.id) {
        return jsonRpcError(404, -32_001, 'Session not found. Begin a new one with initialize.')
      }
      session.usedAt = performance.now()
      session.open += 1
      try {
        return await session.transport.handleRequest(request, options)
      } finally {
        session.open -= 1
        session.usedAt = performance.now()
      }
    },
    listsChanged(tenant) {
      for (const session of sessions.values()) {
        if (tenant !== undefined && tenant !== session.tenant) continue
        session.server.sendToolListChanged().catch(onError)
      }
    },
    async close() {
      clearInterval(sweep)
      await Promise.all([...sessions.values()].map(end))
    },
  }
}

export const jsonRpcError = (status: number, code: number, message: string): Response =>
  Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status })

import {
  isInitializeRequest,
  WebStandardStreamableHTTPServerTransport,
  type McpHandlerRequestOptions,
  type Server,
} from '@modelcontextprotocol/server'

/** One conversation with a client of a revision up to 2025-11-25, as far as this instance has a part in it. */
export interface Session {
  readonly id: string
  /** Id of the principal whose it is. */
  readonly principal: string
  readonly tenant: string
  readonly server: Server
  /** The `params` of the request that began it. */
  initialize: unknown
  /** In milliseconds of `performance.now()`. */
  usedAt: number
  /** When the fleet was last told that it is in use, by the same clock. */
  keptAt: number
  /** Requests and streams that are open; a session with any is in use. */
  open: number
  handle(request: Request, options: McpHandlerRequestOptions): Promise<Response>
}

/** The `params` of the `initialize` request in a body; undefined where there is none. */
export function initializeIn(body: unknown): unknown {
  const request = [body].flat().find((message) => isInitializeRequest(message))
  return (request as { readonly params?: unknown } | undefined)?.params
}

export interface SessionParts {
  readonly id: string
  readonly principal: { readonly id: string; readonly tenant: string }
  readonly server: Server
  /** The client has ended it. */
  readonly onEnd: (id: string) => void
}

/** A session that waits for its `initialize` request. */
export async function openSession({ id, principal, server, onEnd }: SessionParts): Promise<Session> {
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: () => id,
    onsessionclosed: onEnd,
  })
  await server.connect(transport)
  const now = performance.now()
  return {
    id,
    principal: principal.id,
    tenant: principal.tenant,
    server,
    initialize: undefined,
    usedAt: now,
    keptAt: now,
    open: 0,
    handle: (request, options) => transport.handleRequest(request, options),
  }
}

/** Brings a session to where it was when another instance had it: what the client said at first is said again. */
export async function replayBeginning(session: Session, url: string, initialize: unknown): Promise<void> {
  const send = async (message: object, headers: Record<string, string>): Promise<void> => {
    const body = { jsonrpc: '2.0', ...message }
    const request = new Request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: JSON.stringify(body),
    })
    const response = await session.handle(request, { parsedBody: body })
    await response.text() // until which it is not answered
  }
  await send({ id: 'replayed', method: 'initialize', params: initialize }, {})
  await send({ method: 'notifications/initialized' }, { 'mcp-session-id': session.id })
}

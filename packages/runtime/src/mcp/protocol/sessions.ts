import { randomBytes } from 'node:crypto'
import type { McpHandlerRequestOptions, Server } from '@modelcontextprotocol/server'
import type { McpCaller } from './caller-of.ts'
import type { SessionRecords } from './session-records.ts'
import { initializeIn, openSession, replayBeginning, type Session } from './session.ts'

/** Serves the revisions with sessions, up to 2025-11-25. */
export interface SessionProtocol {
  serve(caller: McpCaller, request: Request, options: McpHandlerRequestOptions): Promise<Response>
  /** Tells the sessions of one tenant, or all, that their lists are others now. */
  listsChanged(tenant: string | undefined): void
  close(): Promise<void>
}

export interface SessionProtocolParts {
  readonly createServer: () => Server
  readonly records: SessionRecords
  /** Milliseconds after which a session that nobody uses ends. */
  readonly idleTimeout: number
  /** Sessions of one principal on this instance; with one more, that of the least use ends. */
  readonly mostPerPrincipal: number
  readonly onError: (error: Error) => void
}

/** Milliseconds. */
const sweepInterval = 30_000

/** A handle to nothing but the state of a conversation: each request proves by itself whose it is. 192 random bits. */
const newSessionId = (): string => randomBytes(24).toString('base64url')

export function createSessionProtocol(parts: SessionProtocolParts): SessionProtocol {
  const { createServer, records, idleTimeout, mostPerPrincipal, onError } = parts
  const sessions = new Map<string, Session>()
  const reviving = new Map<string, Promise<Session | undefined>>()

  const end = async (session: Session): Promise<void> => {
    if (!sessions.delete(session.id)) return
    await session.server.close().catch(onError)
  }
  const makeRoom = (principal: string): void => {
    const own = [...sessions.values()].filter((session) => session.principal === principal)
    if (own.length < mostPerPrincipal) return
    const oldest = own.reduce((one, other) => (other.usedAt < one.usedAt ? other : one))
    void end(oldest)
  }
  const sweep = setInterval(() => {
    const before = performance.now() - idleTimeout
    for (const session of sessions.values()) {
      if (session.open === 0 && session.usedAt < before) void end(session)
    }
  }, sweepInterval).unref()

  const open = async (id: string, { principal }: McpCaller): Promise<Session> => {
    makeRoom(principal.id)
    const server = createServer()
    server.onerror = onError
    const onEnd = (): void => {
      sessions.delete(id)
      void records.forget(id)
    }
    return openSession({ id, principal, server, onEnd })
  }

  const begin = async (
    caller: McpCaller,
    request: Request,
    options: McpHandlerRequestOptions,
  ): Promise<Response> => {
    const initialize = initializeIn(options.parsedBody)
    if (initialize === undefined) {
      return jsonRpcError(400, -32_000, 'Bad Request: the header Mcp-Session-Id is missing.')
    }
    const session = await open(newSessionId(), caller)
    const response = await session.handle(request, options)
    if (!response.headers.has('mcp-session-id')) return response
    sessions.set(session.id, session)
    session.initialize = initialize
    await records.keep(session.id, session)
    return response
  }

  /** One that another instance began, and that has come here. */
  const revive = async (id: string, caller: McpCaller, url: string): Promise<Session | undefined> => {
    const record = await records.find(id)
    if (record?.principal !== caller.principal.id) return undefined
    const session = await open(id, caller)
    await replayBeginning(session, url, record.initialize)
    session.initialize = record.initialize
    sessions.set(id, session)
    return session
  }
  const find = (id: string, caller: McpCaller, url: string): Session | Promise<Session | undefined> => {
    const known = sessions.get(id)
    if (known !== undefined) return known
    let running = reviving.get(id)
    if (running === undefined) {
      running = revive(id, caller, url).finally(() => reviving.delete(id))
      reviving.set(id, running)
    }
    return running
  }

  /** So that it does not end elsewhere while it is in use here. */
  const keep = (session: Session): void => {
    const now = performance.now()
    session.usedAt = now
    if (now - session.keptAt < idleTimeout / 4) return
    session.keptAt = now
    void records.keep(session.id, session)
  }

  return {
    async serve(caller, request, options) {
      const id = request.headers.get('mcp-session-id')
      if (id === null) return begin(caller, request, options)
      const session = await find(id, caller, request.url)
      // Somebody else's is no session at all.
      if (session?.principal !== caller.principal.id) {
        return jsonRpcError(404, -32_001, 'Session not found. Begin a new one with initialize.')
      }
      keep(session)
      session.open += 1
      request.signal.addEventListener('abort', () => void (session.open -= 1), { once: true })
      return session.handle(request, options)
    },
    listsChanged(tenant) {
      for (const session of sessions.values()) {
        if (tenant !== undefined && tenant !== session.tenant) continue
        session.server.sendToolListChanged().catch(onError)
      }
    },
    async close() {
      clearInterval(sweep)
      // Not forgotten by the fleet: another instance goes on with them.
      await Promise.all([...sessions.values()].map(end))
    },
  }
}

export const jsonRpcError = (status: number, code: number, message: string): Response =>
  Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status })

import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import {
  NodeStreamableHTTPServerTransport,
  toNodeHandler,
  type NodeIncomingMessageLike,
} from '@modelcontextprotocol/node'
import { createMcpHandler, inputRequired, isInitializeRequest, Server } from '@modelcontextprotocol/server'
import type { Test } from 'tap'

/** A server made of nothing but the official SDK, of both revisions, with sessions for the older one. */
export interface SdkServer {
  readonly port: number
  /** Headers of all requests so far, in lower case. */
  readonly requests: { method: string; headers: IncomingMessage['headers'] }[]
  /** How many calls of the tool `wait` have begun, and how many of them were given up by their caller. */
  readonly waiting: () => number
  readonly cancelled: () => number
  /** Lets calls of the tool `steps` end, once their progress was seen. */
  readonly proceed: () => void
  /** Tells all sessions, and all who listen, that tools have changed. */
  readonly changeTools: () => Promise<void>
  /** Ends as a process that is killed: no session is known afterwards. */
  readonly stop: () => Promise<void>
}

export const serverKey = 'key-of-the-sdk-server-0123456789'

const tools = ['add', 'steps', 'wait', 'ask'].map((name) => ({
  name,
  description: name,
  inputSchema: { type: 'object' as const },
}))

export async function startSdkServer(t: Test, port = 0): Promise<SdkServer> {
  const requests: SdkServer['requests'] = []
  const sessions = new Map<string, { transport: NodeStreamableHTTPServerTransport; server: Server }>()
  let waiting = 0
  const going = Promise.withResolvers<void>()
  let cancelled = 0

  const createMcp = (): Server => {
    const server = new Server(
      { name: 'sdk', version: '1.0.0' },
      { capabilities: { tools: { listChanged: true } } },
    )
    server.setRequestHandler('tools/list', () => ({ tools, ttlMs: 0, cacheScope: 'private' as const }))
    server.setRequestHandler('tools/call', async ({ params }, context) => {
      const { name, arguments: given = {} } = params
      if (name === 'add') {
        const sum = Number(given['left']) + Number(given['right'])
        return { content: [{ type: 'text', text: String(sum) }], structuredContent: { sum } }
      }
      if (name === 'steps') {
        const { progressToken = 0 } = context.mcpReq._meta ?? {}
        for (const progress of [1, 2]) {
          await context.mcpReq.notify({
            method: 'notifications/progress',
            params: { progressToken, progress, total: 2 },
          })
        }
        await going.promise
        return { content: [] }
      }
      if (name === 'wait') {
        waiting += 1
        await new Promise<void>((resolve) => {
          context.mcpReq.signal.addEventListener('abort', () => {
            cancelled += 1
            resolve()
          })
        })
        return { content: [] }
      }
      const question = {
        message: 'Which name?',
        requestedSchema: { type: 'object' as const, properties: { name: { type: 'string' as const } } },
      }
      const answer =
        sessions.size > 0
          ? await context.mcpReq.elicitInput({ mode: 'form', ...question })
          : context.mcpReq.inputResponses?.['name']
      if (answer === undefined) {
        return inputRequired({ inputRequests: { name: inputRequired.elicit(question) } })
      }
      return { content: [{ type: 'text', text: JSON.stringify(answer) }] }
    })
    return server
  }

  const modern = createMcpHandler(createMcp, { legacy: 'reject' })
  const serveModern = toNodeHandler(modern)

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests.push({ method: request.method ?? '', headers: request.headers })
    if (request.headers.authorization !== `Bearer ${serverKey}`) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{}')
      return
    }
    const body: unknown = request.method === 'POST' ? await json(request) : undefined
    if (request.headers['mcp-protocol-version'] === '2026-07-28')
      return await serveModern(request as NodeIncomingMessageLike, response, body)
    const id = request.headers['mcp-session-id']
    const known = typeof id === 'string' ? sessions.get(id) : undefined
    if (known !== undefined) return await known.transport.handleRequest(request, response, body)
    if (!isInitializeRequest(body)) {
      const status = id === undefined ? 400 : 404
      const error = { code: -32_001, message: 'Session not found' }
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ jsonrpc: '2.0', id: null, error }))
      return
    }
    const server = createMcp()
    const transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (session) => void sessions.set(session, { transport, server }),
      onsessionclosed: (session) => void sessions.delete(session),
    })
    await server.connect(transport)
    await transport.handleRequest(request, response, body)
  }

  const http: HttpServer = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  const stop = async (): Promise<void> => {
    http.closeAllConnections()
    if (http.listening) await new Promise((resolve) => http.close(resolve))
    await modern.close()
  }
  t.teardown(stop)
  return {
    port: (http.address() as AddressInfo).port,
    requests,
    proceed: () => going.resolve(),
    waiting: () => waiting,
    cancelled: () => cancelled,
    async changeTools() {
      modern.notify.toolsChanged()
      for (const { server } of sessions.values()) await server.sendToolListChanged()
    },
    stop,
  }
}

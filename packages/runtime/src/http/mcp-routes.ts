import { toWebRequest, type NodeIncomingMessageLike } from '@modelcontextprotocol/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Mcp } from '../mcp/open-mcp.ts'
import type { McpCaller } from '../mcp/protocol/caller-of.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { endWithCaller } from './end-with-caller.ts'
import { toProblem } from './error-handling.ts'
import { jsonMediaType } from './media-types.ts'
import { sendProblem } from './problem-details.ts'
import { principalOf } from './principal-of.ts'

export interface McpRoutesOptions {
  readonly mcp: Mcp
  readonly redactor: Redactor
}

const config = {
  routeClass: 'calls',
  access: 'authenticated',
  // What a call changes is recorded by the engine, as it is for every face.
  audit: { none: 'The calls that it makes are audited one by one.' },
} as const

/** The endpoint of the Model Context Protocol over Streamable HTTP, for the revisions 2026-07-28 and 2025-11-25. */
export async function mcpRoutes(app: FastifyInstance, { mcp, redactor }: McpRoutesOptions): Promise<void> {
  app.route({
    method: ['POST', 'GET', 'DELETE'],
    url: '/mcp',
    schema: { hide: true },
    config,
    errorHandler(error, request, reply) {
      const problem = toProblem(error)
      // A body that is no JSON has its own error in JSON-RPC (specification, section 5.1).
      if (problem.code === 'invalid_input') void reply.code(400).send(parseError(problem.message))
      else sendProblem(request, reply, problem, redactor)
    },
    handler: (request, reply) => answer(mcp, request, reply),
  })
  // Streams of those who listen would hold the server open.
  app.addHook('preClose', async () => mcp.close())
}

function answer(mcp: Mcp, request: FastifyRequest, reply: FastifyReply): MaybePromise<string | FastifyReply> {
  const { id: requestId, traceId, method, headers } = request
  const caller = { principal: principalOf(request), requestId, traceId }
  const body = method === 'POST' ? request.body : undefined
  const direct = mcp.direct(caller, headers, body, (deadline) => endWithCaller(reply, deadline))
  if (direct === undefined) return answerByProtocol(mcp, caller, request, reply)
  reply.header('content-type', jsonMediaType)
  return direct
}

async function answerByProtocol(
  mcp: Mcp,
  caller: McpCaller,
  { method, url, headers, body }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const left = new AbortController()
  reply.raw.once('close', () => left.abort())
  const parsed = method === 'POST' ? body : undefined
  const web = await toWebRequest({ method, url, headers } as NodeIncomingMessageLike, parsed ?? null, {
    signal: left.signal,
  })
  return reply.send(await mcp.serve(caller, web, parsed))
}

const parseError = (message: string): object => ({
  jsonrpc: '2.0',
  error: { code: -32_700, message },
  id: null,
})

import { Problem } from '@patchbay/contract'
import { toWebRequest, type NodeIncomingMessageLike } from '@modelcontextprotocol/node'
import type { Registry as Metrics } from 'prom-client'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ProtectedResource } from '../access/oauth-resource/protected-resource.ts'
import type { McpGuard } from '../mcp/guard/open-mcp-guard.ts'
import type { Mcp } from '../mcp/open-mcp.ts'
import { toolsetsHeader } from '../mcp/toolsets/requested-toolsets.ts'
import type { Narrowing } from '../mcp/toolsets/select-operations.ts'
import type { McpCaller } from '../mcp/protocol/caller-of.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import type { Principal } from '../access/principal.ts'
import { discoveryRoutes, type DiscoveryOptions } from './discovery-routes.ts'
import { endWithCaller } from './end-with-caller.ts'
import { toProblem } from './error-handling.ts'
import { jsonMediaType } from './media-types.ts'
import { sendProblem } from './problem-details.ts'
import { letBrowsersIn } from './mcp-browsers.ts'
import { createMessageCounter } from './mcp-metrics.ts'
import { principalOf } from './principal-of.ts'
import type { Tracing } from '../telemetry/traces/span.ts'
import { traceOfMessage } from './trace-message.ts'

export interface McpRoutesOptions extends DiscoveryOptions {
  readonly mcp: Mcp
  readonly redactor: Redactor
  readonly guard: McpGuard
  readonly resource: ProtectedResource
  readonly tracing: Tracing | undefined
  readonly metrics: Metrics
}

const config = {
  routeClass: 'calls',
  access: 'authenticated',
  // What a call changes is recorded by the engine, as it is for every face.
  audit: { none: 'The calls that it makes are audited one by one.' },
} as const

/**
 * The endpoint of the Model Context Protocol over Streamable HTTP, for the revisions 2026-07-28 and 2025-11-25, and how
 * agents find it.
 */
export async function mcpRoutes(app: FastifyInstance, options: McpRoutesOptions): Promise<void> {
  const { mcp, redactor, guard, resource, tracing } = options
  const count = createMessageCounter(options.metrics)
  // Before the hooks: whoever looks for the endpoint is not at it yet.
  await app.register(discoveryRoutes, options)
  app.addHook('onRequest', ({ headers }, _reply, proceed) => proceed(guard.refusalOf(headers)))
  letBrowsersIn(app, guard.browserOrigins, ['/mcp'])
  app.route({
    method: ['POST', 'GET', 'DELETE'],
    url: '/mcp',
    schema: { hide: true },
    config: { ...config, protectedResource: resource },
    errorHandler(error, request, reply) {
      const problem = toProblem(error)
      // A body that is no JSON has its own error in JSON-RPC (specification, section 5.1).
      if (problem.code === 'invalid_input') void reply.code(400).send(parseError(problem.message))
      else sendProblem(request, reply, problem, redactor)
    },
    handler(request, reply) {
      count(request)
      return answer(mcp, tracing, request, reply)
    },
  })
  // Streams of those who listen would hold the server open.
  app.addHook('preClose', async () => mcp.close())
}

function answer(
  mcp: Mcp,
  tracing: Tracing | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): MaybePromise<string | FastifyReply> {
  const { id: requestId, method, headers } = request
  const body = method === 'POST' ? request.body : undefined
  const principal = principalOf(request)
  const narrowing = narrowingOf(mcp, principal, request)
  if (Problem.is(narrowing)) return reply.code(400).send(invalidParams(narrowing, body))
  const { traceId, span } = traceOfMessage(tracing, request, reply, body)
  const caller = { principal, requestId, traceId, span, narrowing }
  const checked = mcp.checkScopes(principal, body)
  if (checked instanceof Promise) return checked.then(() => answerByProtocol(mcp, caller, request, reply))
  const direct = mcp.direct(caller, headers, body, (deadline) => endWithCaller(reply, deadline))
  if (direct === undefined) return answerByProtocol(mcp, caller, request, reply)
  reply.header('content-type', jsonMediaType)
  return direct
}

/** What is wrong with it is an answer of JSON-RPC, as the caller is a client of MCP. */
function narrowingOf(
  mcp: Mcp,
  principal: Principal,
  { headers, query }: FastifyRequest,
): Narrowing | Problem {
  const { toolsets } = query as { readonly toolsets?: string | string[] }
  try {
    return mcp.narrowingOf(principal, headers[toolsetsHeader], toolsets)
  } catch (error) {
    if (Problem.is(error) && error.code === 'invalid_input') return error
    throw error
  }
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

const invalidParams = ({ message, advice }: Problem, body: unknown): object => {
  const { id } = (body ?? {}) as { readonly id?: unknown }
  const error = { code: -32_602, message: `${message} ${advice}` }
  return { jsonrpc: '2.0', error, id: typeof id === 'string' || typeof id === 'number' ? id : null }
}

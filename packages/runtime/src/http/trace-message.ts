import type { FastifyReply, FastifyRequest } from 'fastify'
import type { McpCaller } from '../mcp/protocol/caller-of.ts'
import type { Tracing } from '../telemetry/traces/span.ts'
import { readTraceContext } from '../telemetry/traces/trace-context.ts'

interface Message {
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: { readonly name?: unknown; readonly _meta?: Readonly<Record<string, unknown>> }
}

/** Methods of the protocol, and nothing that a caller makes up, which would be a name for each call. */
const methodPattern = /^[a-z]{1,20}(\/[a-zA-Z_]{1,40}){0,2}$/

/**
 * In which trace a message of MCP belongs: it may say so itself in its `_meta`, as SEP-414 has it, since a request of HTTP
 * may be made by something between the agent and us. Baggage may stand there as well, and is nobody's business here.
 */
export function traceOfMessage(
  tracing: Tracing | undefined,
  { id: requestId, traceId, span: request, headers }: FastifyRequest,
  { raw }: FastifyReply,
  body: unknown,
): Pick<McpCaller, 'traceId' | 'span'> {
  const { method, params } = (typeof body === 'object' && body !== null ? body : {}) as Message
  const said = contextOf(params?._meta)
  if (tracing === undefined || request === undefined)
    return { traceId: said?.traceId ?? traceId, span: undefined }
  const name = typeof method === 'string' && methodPattern.test(method) ? method : 'message'
  const facts = {
    'mcp.method.name': name,
    'mcp.protocol.version': plain(headers['mcp-protocol-version']),
    'patchbay.request.id': requestId,
  }
  const span =
    said === undefined
      ? request.child(`mcp ${name}`, { facts })
      : tracing.begin(`mcp ${name}`, { kind: 'server', parent: said, links: [request.context], facts })
  if (span.isRecording) raw.once('close', () => span.end())
  return { traceId: span.context.traceId, span }
}

const contextOf = (meta: Readonly<Record<string, unknown>> | undefined) =>
  meta === undefined || meta === null
    ? undefined
    : readTraceContext(plain(meta['traceparent']), plain(meta['tracestate']))

const plain = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

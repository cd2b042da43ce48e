import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tracing } from '../telemetry/traces/span.ts'
import { readTraceContext } from '../telemetry/traces/trace-context.ts'

/** Asked every few seconds by machines, so that their spans would be all that there is to see. */
const untraced = new Set(['/livez', '/readyz', '/metrics', '/openapi.json'])

/**
 * Begins a span for each request and ends it with the answer. It is named by its route: a path may hold the handle of a
 * task or an address, and a query whatever a caller has entered.
 */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { url: route } = request.routeOptions
    if (route === undefined || !untraced.has(route)) begin(tracing, request, reply, route)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    end(request, reply.statusCode)
    done()
  })
}

function begin(
  tracing: Tracing,
  request: FastifyRequest,
  reply: FastifyReply,
  route: string | undefined,
): void {
  const { method, headers, protocol } = request
  const { traceparent, tracestate } = headers
  const span = tracing.begin(route === undefined ? method : `${method} ${route}`, {
    kind: 'server',
    parent: readTraceContext(plain(traceparent), plain(tracestate)),
    traceId: request.id,
    facts: {
      'http.request.method': method,
      'http.route': route,
      'url.scheme': protocol,
      'patchbay.request.id': request.id,
    },
  })
  request.span = span
  request.traceId = span.context.traceId
  // Who leaves before the answer has ended gets none.
  if (span.isRecording) reply.raw.once('close', () => end(request, reply.statusCode))
}

function end(request: FastifyRequest, status: number): void {
  const { span } = request
  if (span?.isRecording !== true) return
  request.span = undefined
  span.set({ 'http.response.status_code': status })
  span.end(status >= 500 ? String(status) : undefined)
}

const plain = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(',') : header

import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import type { CallPlace } from '../calls/call.ts'
import type { CallTiming } from '../calls/timing/call-timing.ts'
import { randomHex } from '../telemetry/traces/span-ids.ts'
import type { Span, Tracing } from '../telemetry/traces/span.ts'
import { traceIdOf } from '../telemetry/traces/trace-context.ts'
import { traceRequests } from './trace-requests.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the W3C trace that the request belongs to; its own id where it belongs to none. */
    traceId: string
    /** Its part in a trace; undefined where nothing is traced. */
    span: Span | undefined
    /** Where the time of its call goes, if it wants to be told. */
    timing: CallTiming | undefined
    /** What the request is about, for its problem if it fails. */
    place: CallPlace
    /** Whether its failure already has a line in the log. */
    wasLogged: boolean
  }
}

/** 128 random bits in hexadecimal, the form of a W3C trace id. */
export const newRequestId = (): string => randomHex(16)

const nowhere: CallPlace = Object.freeze({})

/** Gives every request its ids, and every answer the header that names them. */
export const requestIdentity = plugin(
  async (app: FastifyInstance, { tracing }: { readonly tracing?: Tracing | undefined }) => {
    app.decorateRequest('traceId', '')
    app.decorateRequest('span')
    app.decorateRequest('timing')
    app.decorateRequest('place')
    app.decorateRequest('wasLogged', false)
    app.addHook('onRequest', (request, reply, done) => {
      const { traceparent } = request.headers
      request.traceId = traceIdOf(typeof traceparent === 'string' ? traceparent : undefined, request.id)
      request.place = nowhere
      reply.header('x-request-id', request.id)
      done()
    })
    if (tracing !== undefined) traceRequests(app, tracing)
  },
  { name: 'request-identity', fastify: '5.x' },
)

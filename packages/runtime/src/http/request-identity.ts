import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import type { CallPlace } from '../calls/call.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the W3C trace that the request belongs to; its own id where it belongs to none. */
    traceId: string
    /** What the request is about, for its problem if it fails. */
    place: CallPlace
    /** Whether its failure already has a line in the log. */
    wasLogged: boolean
  }
}

const pool = { bytes: randomBytes(4_096), offset: 0 }

/** 128 random bits in hexadecimal, the form of a W3C trace id. Random bytes are drawn in bulk: a call to the system costs more than the id. */
export function newRequestId(): string {
  if (pool.offset + 16 > pool.bytes.length) {
    pool.bytes = randomBytes(4_096)
    pool.offset = 0
  }
  pool.offset += 16
  return pool.bytes.toString('hex', pool.offset - 16, pool.offset)
}

/** Version 00 of https://www.w3.org/TR/trace-context/#traceparent-header */
const traceparentPattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/** The trace that a traceparent header names; the fallback where it names none. */
export function traceIdOf(traceparent: string | undefined, fallback: string): string {
  return (traceparent !== undefined && traceparentPattern.exec(traceparent)?.[1]) || fallback
}

const nowhere: CallPlace = Object.freeze({})

/** Gives every request its ids, and every answer the header that names them. */
export const requestIdentity = plugin(
  async (app: FastifyInstance) => {
    app.decorateRequest('traceId', '')
    app.decorateRequest('place')
    app.decorateRequest('wasLogged', false)
    app.addHook('onRequest', (request, reply, done) => {
      const { traceparent } = request.headers
      request.traceId = traceIdOf(typeof traceparent === 'string' ? traceparent : undefined, request.id)
      request.place = nowhere
      reply.header('x-request-id', request.id)
      done()
    })
  },
  { name: 'request-identity', fastify: '5.x' },
)

import { Problem } from '@patchbay/contract'
import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'

/**
 * Node answers two faults of the protocol by itself and without a body: a missing Host header, which is a problem
 * like any other here, and an unknown expectation, which a server is free to ignore (RFC 9110, 10.1.1).
 */
export const protocolFaults = plugin(
  async (app: FastifyInstance) => {
    app.server.on('checkExpectation', (message, response) => app.server.emit('request', message, response))
    app.addHook('onRequest', ({ raw, headers }, _reply, done) => {
      if (headers.host === undefined && raw.httpVersion === '1.1') {
        throw new Problem('invalid_request', { detail: 'The request has no Host header.' })
      }
      done()
    })
  },
  { name: 'protocol-faults', fastify: '5.x' },
)

import { Problem } from '@patchbay/contract'
import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import { parse } from 'secure-json-parse'

/**
 * Reads JSON bodies and nothing else. An empty body is an empty object: many operations need no input. Keys that
 * would reach an object's prototype are refused.
 */
export const jsonBody = plugin(
  async (app: FastifyInstance) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, body === '' ? {} : parse(body, { protoAction: 'error', constructorAction: 'error' }))
      } catch (error) {
        const { message } = error as SyntaxError
        done(
          new Problem('invalid_input', {
            detail: `The body is not JSON: ${message}.`,
            errors: [{ path: '', message }],
          }),
        )
      }
    })
  },
  { name: 'json-body', fastify: '5.x' },
)

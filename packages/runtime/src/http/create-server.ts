import fastify, { LogController, type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Redactor } from '../telemetry/redactor.ts'
import { answerClientError } from './client-errors.ts'
import { toProblem } from './error-handling.ts'
import { withPlainMajor } from './operation-routes.ts'
import { sendProblem } from './problem-details.ts'
import { newRequestId } from './request-identity.ts'

/** The bare Fastify server: its limits on what callers send, and no routes. */
export function createServer(settings: Settings, log: Logger, redactor: Redactor): FastifyInstance {
  const app = fastify({
    loggerInstance: log,
    // The call engine writes the one line of a call; Fastify's two per request would triple the cost.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    bodyLimit: settings.bodyLimit,
    requestTimeout: inMilliseconds(settings.requestTimeout),
    // Requests that still arrive on open sockets while closing are served, not refused.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    http: {
      headersTimeout: inMilliseconds(settings.headersTimeout),
      connectionsCheckingInterval: 1_000,
      requireHostHeader: false,
    },
    clientErrorHandler: answerClientError,
    rewriteUrl: ({ url = '/' }) => withPlainMajor(url),
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, toProblem(error), redactor),
  })
  // Schemas of routes are documentation here: operations are checked by the call engine, for every face alike.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  return app as unknown as FastifyInstance
}

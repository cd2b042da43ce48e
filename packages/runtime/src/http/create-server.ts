import { createServer as createHttpServer } from 'node:http'
import fastify, { LogController, type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { OverloadGate } from '../overload/overload-gate.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { answerClientError } from './client-errors.ts'
import { toProblem } from './error-handling.ts'
import { withPlainMajor } from './operation-routes.ts'
import { sendProblem } from './problem-details.ts'
import { newRequestId } from './request-identity.ts'

/** Milliseconds; longer than load balancers commonly keep an idle connection, so that it is they who close it. */
const keepAliveTimeout = 72_000

/** Milliseconds. Those who are too slow are cut together at each check, so rare checks stall whoever is being served. */
const connectionsCheckingInterval = 100

/** The bare Fastify server: its limits on what callers send, and no routes. */
export function createServer(
  settings: Settings,
  log: Logger,
  redactor: Redactor,
  gate: OverloadGate,
  proxies: readonly string[] | false,
): FastifyInstance {
  const app = fastify({
    loggerInstance: log,
    // The call engine writes the one line of a call; Fastify's two per request would triple the cost.
    logController: new LogController({ disableRequestLogging: true }),
    // Lines name their request themselves; a logger for each request costs more than most requests have to say.
    childLoggerFactory: (logger) => logger,
    genReqId: newRequestId,
    trustProxy: proxies === false ? false : [...proxies],
    bodyLimit: settings.bodyLimit,
    // Requests that still arrive on open sockets while closing are served, not refused.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // What must cost next to nothing is decided before Fastify makes a request of it.
    serverFactory: (listener) =>
      createHttpServer(
        {
          requestTimeout: inMilliseconds(settings.requestTimeout),
          headersTimeout: inMilliseconds(settings.headersTimeout),
          keepAliveTimeout,
          connectionsCheckingInterval,
          requireHostHeader: false,
        },
        gate.guard(listener),
      ),
    clientErrorHandler: answerClientError,
    rewriteUrl: ({ url = '/' }) => withPlainMajor(url),
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, toProblem(error), redactor),
  })
  // Schemas of routes are documentation here: operations are checked by the call engine, for every face alike.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  return app as unknown as FastifyInstance
}

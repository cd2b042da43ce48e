import { Problem, type ProblemCode } from '@patchbay/contract'
import type { FastifyError, FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { createAllowedMethods } from './allowed-methods.ts'
import { sendProblem } from './problem-details.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route that only explains why there is none; its methods are not what the path allows. */
    isFallback?: boolean
  }
}

const codeOfFastifyError: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_request',
  FST_ERR_BAD_URL: 'invalid_request',
  FST_ERR_ASYNC_CONSTRAINT: 'invalid_request',
  FST_ERR_MAX_PARAM_LENGTH: 'too_large',
}

const codeOfStatus: Readonly<Record<number, ProblemCode>> = {
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'too_large',
  414: 'too_large',
  415: 'unsupported_media_type',
  431: 'too_large',
}

/** The problem that stands for whatever a route, a hook or Fastify itself has thrown. */
export function toProblem(error: unknown): Problem {
  if (Problem.is(error)) return error
  if (!(error instanceof Error)) return new Problem('internal', { cause: error })
  const { code: name, statusCode = 500, message } = error as Partial<FastifyError> & Error
  const code = codeOfFastifyError[name ?? ''] ?? codeOfStatus[statusCode]
  if (code !== undefined) return new Problem(code, { detail: message, status: statusCode, cause: error })
  if (statusCode >= 400 && statusCode < 500)
    return new Problem('invalid_request', { detail: message, cause: error })
  return new Problem('internal', { detail: 'The request could not be served.', cause: error })
}

/** Makes every failure of every route a problem: thrown ones, unknown paths, methods that a path doesn't have. */
export const errorHandling = plugin(
  async (app: FastifyInstance, { redactor }: { redactor: Redactor }) => {
    const allowedMethods = createAllowedMethods()
    app.addHook('onRoute', ({ method, url, config }) => {
      if (config?.isFallback !== true) allowedMethods.add(method, url)
    })

    app.setErrorHandler((error, request, reply) => {
      const problem = toProblem(error)
      if (problem.code === 'internal' && !request.wasLogged) {
        request.log.error(
          {
            requestId: request.id,
            traceId: request.traceId,
            tenant: request.principal?.tenant,
            principal: request.principal?.id,
            err: problem.cause ?? error,
          },
          'request failed',
        )
      }
      sendProblem(request, reply, problem, redactor)
    })

    app.setNotFoundHandler({ preHandler: app.limitUnknown }, (request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '/'
      const methods = allowedMethods.of(path)
      // A route that has the method and still found nothing, such as a folder of files, says so itself.
      if (methods.length === 0 || methods.includes(request.method)) {
        sendProblem(
          request,
          reply,
          new Problem('not_found', { detail: `There is nothing at ${path}.` }),
          redactor,
        )
        return
      }
      const allow = methods.join(', ')
      reply.header('allow', allow)
      const detail = `${request.method} is not a method of ${path}; it has ${allow}.`
      sendProblem(request, reply, new Problem('method_not_allowed', { detail }), redactor)
    })
  },
  { name: 'error-handling', fastify: '5.x' },
)

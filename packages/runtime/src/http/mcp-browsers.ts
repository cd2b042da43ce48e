import type { FastifyInstance } from 'fastify'

const requestHeaders = [
  'accept',
  'authorization',
  'content-type',
  'last-event-id',
  'mcp-method',
  'mcp-name',
  'mcp-protocol-version',
  'mcp-session-id',
  'traceparent',
  'tracestate',
]
const answerHeaders = ['mcp-session-id', 'retry-after', 'www-authenticate', 'x-request-id']

/** Seconds for which a browser need not ask again. */
const preflightLifetime = 600

/**
 * Lets scripts of pages of some origins use the routes of a scope, as browsers ask for it (CORS). They carry a token
 * themselves: cookies are nothing here, so credentials are not allowed.
 */
export function letBrowsersIn(
  scope: FastifyInstance,
  origins: ReadonlySet<string>,
  paths: readonly string[],
): void {
  if (origins.size === 0) return
  scope.addHook('onRequest', (request, reply, proceed) => {
    const { origin } = request.headers
    reply.header('vary', 'origin')
    if (origin !== undefined && origins.has(origin)) {
      reply
        .header('access-control-allow-origin', origin)
        .header('access-control-expose-headers', answerHeaders.join(', '))
    }
    proceed()
  })
  for (const path of paths) {
    scope.options(path, { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'GET, POST, DELETE')
        .header('access-control-allow-headers', requestHeaders.join(', '))
        .header('access-control-max-age', String(preflightLifetime))
        .send(),
    )
  }
}

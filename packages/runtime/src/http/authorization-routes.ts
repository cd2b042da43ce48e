import { Type } from '@sinclair/typebox'
import { Problem } from '@patchbay/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AuthorizationRefused } from '../connections/authorization/authorization-refused.ts'
import type { Authorizations } from '../connections/authorization/open-authorizations.ts'
import type { ConnectionService } from '../connections/connection-service.ts'
import type { Registry } from '../connectors/registry.ts'
import type { FailedAttempts } from '../inbound/failed-attempts.ts'
import { createTicketCookies } from './authorization-cookie.ts'
import { sendPage, withoutTraces } from './callback-page.ts'
import { bodyReader } from './checked-input.ts'
import { recordConnectionChange } from './connection-views.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'

export interface AuthorizationRoutesOptions {
  readonly authorizations: Authorizations
  readonly service: Pick<ConnectionService, 'ownerOf'>
  readonly registry: Registry
  readonly failedAttempts: FailedAttempts
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const Body = Type.Object(
  {
    scopes: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        uniqueItems: true,
        description: 'Fewer than the connector asks for.',
      }),
    ),
    returnUrl: Type.Optional(
      Type.String({
        maxLength: 2_000,
        description:
          'Where the person is sent afterwards, with `connection` and `outcome` (`authorized` or `refused`, then with `reason`) added to its query. It must be at an origin of PATCHBAY_RETURN_ORIGINS.',
      }),
    ),
  },
  { additionalProperties: false },
)
const readBody = bodyReader(Body)

const Begun = Type.Object({
  url: Type.String({ format: 'uri', description: 'To be opened in the browser of who owns the account.' }),
  expiresAt: Type.String({ format: 'date-time' }),
})

interface WithId {
  Params: { id: string }
}
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id
const tags = ['Connections']
const page = (description: string) => ({
  description,
  content: { 'text/html': { schema: { type: 'string' } } },
})

/** How people authorize connections at vendors. */
export async function authorizationRoutes(
  app: FastifyInstance,
  { authorizations, service, registry, failedAttempts, now }: AuthorizationRoutesOptions,
): Promise<void> {
  const cookies = createTicketCookies(authorizations.redirectUri, now)
  /** Answers a person of whose authorization nothing came. */
  const refuse = async (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    if (!(error instanceof AuthorizationRefused)) throw error
    const { reason, message, returnUrl } = error
    request.problemCode = reason
    request.log.warn({ reason }, 'an authorization was refused')
    if (reason === 'unknown-state' || reason === 'other-browser') {
      // Somebody may be guessing.
      const answer = await failedAttempts.count(request, reply, new Problem('unauthenticated'))
      if (answer.code === 'rate_limited') throw answer
    }
    if (returnUrl !== undefined) return sendBack(reply, returnUrl, { outcome: 'refused', reason })
    return sendPage(reply, 400, 'Not authorized', message)
  }

  app.post<WithId>(
    '/v1/connections/:id/authorize',
    {
      config: {
        access: 'connections.write',
        audit: { action: 'connection.begin-authorization', target: idOf },
      },
      schema: {
        operationId: 'connections_authorize',
        tags,
        summary: 'Authorize a connection',
        description:
          'Begins an authorization. Its answer holds an address of this installation, for the browser of who owns the account: it leads to the vendor, who sends the same browser back here. Connections of kinds where nobody has to agree answer with `conflict`.',
        params: {
          type: 'object',
          properties: { id: { type: 'string', description: 'As GET /v1/connections says.' } },
          required: ['id'],
        },
        body: Body,
        response: managementAnswer('Where to agree, and until when.', Begun),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request)
      const wish = readBody(request.body)
      const owner = await service.ownerOf(principal.tenant, idOf(request))
      const { url, expiresAt } = await authorizations.begin(owner, { ...wish, principal })
      reply.header('cache-control', 'no-store')
      return { data: { url, expiresAt: expiresAt.toISOString() }, meta: { requestId: request.id } }
    },
  )

  // Not in the document: it is an address that is given out, for browsers.
  app.get(
    '/v1/oauth/start',
    {
      config: { access: 'public' },
      schema: {
        hide: true,
        querystring: Type.Object({ ticket: Type.Optional(Type.String({ maxLength: 100 })) }),
      },
    },
    async (request, reply) => {
      failedAttempts.check(request, reply)
      try {
        const { ticket = '' } = request.query as { ticket?: string }
        const started = await authorizations.start(ticket)
        cookies.set(reply, started)
        return withoutTraces(reply).redirect(started.url)
      } catch (error) {
        return refuse(request, reply, error)
      }
    },
  )

  const { 200: _answer, ...problems } = managementAnswer('', {})
  app.get(
    '/v1/oauth/callback',
    {
      config: { access: 'public', audit: { action: 'connection.authorize' } },
      schema: {
        operationId: 'oauth_callback',
        tags,
        summary: 'Come back from a vendor',
        description:
          'Where vendors send browsers after an authorization. The `state` says which one; it counts once, in the browser that has the cookie of the start. Answers with a page for people, or leads to the `returnUrl`.',
        response: {
          200: page('It is authorized.'),
          302: { description: 'To the `returnUrl`, whatever came of it.', type: 'null' },
          400: page('Nothing is authorized; the page says why.'),
          ...problems,
        },
      },
    },
    async (request, reply) => {
      failedAttempts.check(request, reply)
      const [, query = ''] = request.url.split('?', 2)
      const parameters = new URLSearchParams(query)
      cookies.clear(reply, parameters.get('state') ?? '')
      try {
        const { owner, returnUrl } = await authorizations.finish(
          parameters,
          (state) => cookies.read(request, state),
          ({ tenant, principal, connection }) => {
            request.onBehalfOf = { ...principal, tenant, target: connection }
          },
          recordConnectionChange(request, registry),
        )
        if (returnUrl !== undefined) {
          return sendBack(reply, returnUrl, { connection: owner.id, outcome: 'authorized' })
        }
        return sendPage(
          reply,
          200,
          'Authorized',
          `The connection ${owner.id} works now. You can close this page.`,
        )
      } catch (error) {
        return refuse(request, reply, error)
      }
    },
  )
}

function sendBack(
  reply: FastifyReply,
  returnUrl: string,
  added: Readonly<Record<string, string>>,
): FastifyReply {
  const url = new URL(returnUrl)
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value)
  return withoutTraces(reply).redirect(url.href)
}

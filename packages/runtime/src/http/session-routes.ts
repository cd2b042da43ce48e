import { Problem } from '@patchbay/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import { unauthenticated } from '../access/caller.ts'
import type { SignInMethod } from '../access/oidc/sign-in/open-sign-ins.ts'
import type { KeySignIn } from '../access/sessions/key-sign-in.ts'
import type { Browsers } from '../access/sessions/open-sessions.ts'
import type { SessionRecord } from '../access/sessions/session-records.ts'
import type { FailedAttempts } from '../inbound/failed-attempts.ts'
import { bodyReader } from './checked-input.ts'
import { managementAnswer } from './management-answer.ts'
import { createMeView, type Policies } from './me-view.ts'
import { principalOf } from './principal-of.ts'
import { describeForAudit, MethodsSchema, OwnSessionSchema, SignInBody } from './session-schemas.ts'

const readBody = bodyReader(SignInBody)

export interface SessionRoutesOptions {
  readonly browsers: Browsers
  readonly signInByKey: KeySignIn
  /** Lets pass who is known, and counts failed attempts. */
  readonly authenticate: onRequestHookHandler
  readonly failedAttempts: FailedAttempts
  readonly policies: Policies
  readonly methods: readonly SignInMethod[]
  readonly isMock: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** How a browser signs in with a key, and out. */
export async function sessionRoutes(
  app: FastifyInstance,
  {
    browsers,
    signInByKey,
    authenticate,
    failedAttempts,
    policies,
    methods,
    isMock,
    now,
  }: SessionRoutesOptions,
): Promise<void> {
  const { sessions, cookie } = browsers
  const describeMe = createMeView(policies)
  const tokenOf = (request: FastifyRequest): string | undefined =>
    request.headers.authorization === undefined ? cookie.read(request) : undefined
  const answer = (request: FastifyRequest, reply: FastifyReply, record: SessionRecord | undefined) => {
    const principal = principalOf(request)
    const expiresAt = record?.expires_at.getTime() ?? principal.expiresAt
    reply.header('cache-control', 'no-store')
    const data = {
      id: record?.id ?? null,
      principal: describeMe(principal),
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
    }
    return { data, meta: { requestId: request.id } }
  }

  app.get(
    '/v1/session/methods',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'session_methods',
        tags: ['Access'],
        security: [],
        summary: 'How to sign in',
        description: 'The ways in which a browser can sign in here.',
        response: managementAnswer('The ways.', MethodsSchema),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return { data: { key: true, oidc: methods, isMock }, meta: { requestId: request.id } }
    },
  )

  app.post(
    '/v1/session',
    {
      config: { access: 'public', audit: { action: 'session.begin' } },
      schema: {
        operationId: 'session_begin',
        tags: ['Access'],
        security: [],
        summary: 'Sign in with a key',
        description:
          'Begins a session of a browser. The answer sets a cookie by which the browser is known, as the key would be; with it, whatever is no GET or HEAD needs the header `Patchbay-Console: 1`. The session that the browser had ends.',
        body: SignInBody,
        response: managementAnswer('Who has signed in.', OwnSessionSchema, 201),
      },
    },
    async (request, reply) => {
      failedAttempts.check(request, reply)
      browsers.checkOwnPage(request)
      const { key } = readBody(request.body)
      const wish = await signInByKey(request, key, ({ id, kind, tenant }) => {
        request.onBehalfOf = { id, kind, tenant, target: undefined }
      }).catch((error: unknown) => refuse(request, reply, error))
      const written = request.recordChange(describeForAudit)
      const { record, token } = await sessions.begin(wish, cookie.read(request), written)
      browsers.hide(token)
      cookie.set(request, reply, token, Math.ceil((record.expires_at.getTime() - now()) / 1_000))
      request.principal = wish.principal
      reply.code(201)
      return answer(request, reply, record)
    },
  )

  /** Counts and logs a failed sign-in as a request with a wrong key is. */
  const refuse = async (request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<never> => {
    if (!Problem.is(error) || error.code !== 'unauthenticated') throw error
    const { id: requestId, traceId, ip: address } = request
    const reason = error.cause instanceof Error ? error.cause.message : error.message
    request.log.warn({ requestId, traceId, outcome: error.code, address, reason }, 'authentication')
    throw await failedAttempts.count(request, reply, error)
  }

  app.get(
    '/v1/session',
    {
      // Whoever shows nothing asks whether he is known, and does not try to be: a whole office opens the console at nine.
      config: { access: 'public' },
      onRequest: (request, reply, proceed) => {
        const { authorization } = request.headers
        if (authorization === undefined && cookie.read(request) === undefined) {
          proceed(unauthenticated('The request has neither a session nor an Authorization header.'))
        } else authenticate.call(app, request, reply, proceed)
      },
      // What is over is not shown again.
      onSend: async (request, reply, payload) => {
        if (reply.statusCode === 401 && tokenOf(request) !== undefined) cookie.clear(request, reply)
        return payload
      },
      schema: {
        operationId: 'session_get',
        tags: ['Access'],
        summary: 'Who has signed in?',
        description: 'The session of the browser, with the caller that it stands for.',
        response: managementAnswer('The session.', OwnSessionSchema),
      },
    },
    async (request, reply) => {
      const token = tokenOf(request)
      return answer(request, reply, token === undefined ? undefined : await sessions.find(token))
    },
  )

  app.delete(
    '/v1/session',
    {
      config: { access: 'authenticated', audit: { action: 'session.end' } },
      schema: {
        operationId: 'session_end',
        tags: ['Access'],
        summary: 'Sign out',
        description: 'Ends the session of the browser on all instances, and takes its cookie away.',
        response: {
          204: { description: 'It has ended.', type: 'null' },
          ...problemsOf(managementAnswer('', {})),
        },
      },
    },
    async (request, reply) => {
      const token = tokenOf(request)
      if (token === undefined) {
        throw new Problem('not_found', {
          detail: 'The request came by no session.',
          advice: 'Send the request with the cookie of the session, and without an Authorization header.',
        })
      }
      await sessions.endByToken(token, request.recordChange(describeForAudit))
      cookie.clear(request, reply)
      return reply.code(204).header('cache-control', 'no-store').send()
    },
  )
}

const problemsOf = ({ 200: _answer, ...problems }: ReturnType<typeof managementAnswer>) => problems

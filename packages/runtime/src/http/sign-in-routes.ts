import { Problem } from '@patchbay/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SignIns } from '../access/oidc/sign-in/open-sign-ins.ts'
import { SignInRefused, type SignInProblem } from '../access/oidc/sign-in/sign-in-refused.ts'
import type { Browsers } from '../access/sessions/open-sessions.ts'
import { unauthenticated } from '../access/caller.ts'
import type { FailedAttempts } from '../inbound/failed-attempts.ts'
import { withoutTraces } from './callback-page.ts'
import { describeForAudit } from './session-schemas.ts'

/** Of these nobody has tried anything. */
const harmless: ReadonlySet<SignInProblem> = new Set(['unavailable', 'unknown-issuer', 'too-late', 'denied'])

export interface SignInRoutesOptions {
  readonly browsers: Browsers
  readonly signIns: SignIns
  readonly failedAttempts: FailedAttempts
  /** Milliseconds since 1970. */
  readonly now: () => number
}

interface WithIssuer {
  Params: { issuer: string }
  Querystring: { to?: string | string[] }
}

/** How a browser signs in at an issuer. Not in the document: these are addresses for browsers alone. */
export async function signInRoutes(
  app: FastifyInstance,
  { browsers, signIns, failedAttempts, now }: SignInRoutesOptions,
): Promise<void> {
  const { cookie, ticketCookie, sessions } = browsers

  /** Leads a person back who was not signed in; the code in the address is all that he is told. */
  const refuse = async (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    if (!(error instanceof SignInRefused)) throw error
    let { problem } = error
    const { id: requestId, traceId, ip: address } = request
    const reason = error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
    request.log.warn({ requestId, traceId, outcome: problem, address, reason }, 'authentication')
    if (!harmless.has(problem)) {
      const answer = await failedAttempts.count(request, reply, unauthenticated(error.message))
      if (answer.code === 'rate_limited') problem = 'too-many-attempts'
    }
    request.problemCode = problem
    return withoutTraces(reply).redirect(`/app/sign-in?problem=${problem}`, 302)
  }
  const checkAttempts = (request: FastifyRequest, reply: FastifyReply): void => {
    try {
      failedAttempts.check(request, reply)
    } catch (error) {
      if (!Problem.is(error) || error.code !== 'rate_limited') throw error
      throw new SignInRefused('too-many-attempts', error.message)
    }
  }

  app.get<WithIssuer>(
    '/app/sign-in/:issuer',
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      try {
        const { issuer } = request.params
        const { to } = request.query
        const { url, ticket, seconds } = await signIns.begin(issuer, Array.isArray(to) ? '' : to)
        ticketCookie.set(request, reply, issuer, ticket, seconds)
        return withoutTraces(reply).redirect(url, 302)
      } catch (error) {
        return refuse(request, reply, error)
      }
    },
  )

  app.get<WithIssuer>(
    '/app/sign-in/:issuer/callback',
    { config: { access: 'public', audit: { action: 'session.begin' } }, schema: { hide: true } },
    async (request, reply) => {
      const { issuer } = request.params
      try {
        checkAttempts(request, reply)
        const [, query = ''] = request.url.split('?', 2)
        const ticket = ticketCookie.read(request, issuer)
        const { wish, returnTo } = await signIns.finish(
          issuer,
          new URLSearchParams(query),
          ticket,
          ({ id, kind, tenant }) => {
            request.onBehalfOf = { id, kind, tenant, target: undefined }
          },
        )
        const written = request.recordChange(describeForAudit)
        const { record, token } = await sessions.begin(wish, cookie.read(request), written)
        browsers.hide(token)
        ticketCookie.clear(request, reply, issuer)
        cookie.set(request, reply, token, Math.ceil((record.expires_at.getTime() - now()) / 1_000))
        return withoutTraces(reply).redirect(returnTo, 302)
      } catch (error) {
        return refuse(request, reply, error)
      }
    },
  )
}

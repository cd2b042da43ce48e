import { Problem } from '@patchbay/contract'
import type { onRequestHookHandler } from 'fastify'
import type { FailedAttempts } from '../inbound/failed-attempts.ts'
import type { Authenticate } from './authenticate.ts'
import type { Principal } from './principal.ts'

/** Lets pass who is known, and knows from then on whose request it is. Failed attempts are counted and logged. */
export function requireKey(authenticate: Authenticate, attempts: FailedAttempts): onRequestHookHandler {
  return (request, reply, proceed) => {
    const succeed = (principal: Principal): void => {
      request.principal = principal
      proceed()
    }
    const fail = (error: unknown): void => {
      if (!Problem.is(error) || error.code !== 'unauthenticated') {
        proceed(error as Error)
        return
      }
      const { id: requestId, traceId, ip: address } = request
      // Why it failed may help to guess, so the caller is told less.
      const reason = error.cause instanceof Error ? error.cause.message : error.message
      request.log.warn({ requestId, traceId, outcome: error.code, address, reason }, 'authentication')
      const answer = attempts.count(request, reply, error)
      if (answer instanceof Promise) answer.then(proceed, proceed)
      else proceed(answer)
    }
    attempts.check(request, reply)
    let principal: ReturnType<Authenticate>
    try {
      principal = authenticate(request)
    } catch (error) {
      fail(error)
      return
    }
    if (principal instanceof Promise) principal.then(succeed, fail)
    else succeed(principal)
  }
}

import { Problem } from '@patchbay/contract'
import type { onRequestHookHandler } from 'fastify'
import type { FailedAttempts } from '../inbound/failed-attempts.ts'
import type { Authenticate } from './authenticate.ts'

/** Lets pass who has a key, and knows from then on whose request it is. */
export function requireKey(authenticate: Authenticate, attempts: FailedAttempts): onRequestHookHandler {
  return (request, reply, proceed) => {
    attempts.check(request, reply)
    try {
      request.principal = authenticate(request)
    } catch (error) {
      if (!Problem.is(error)) throw error
      const answer = attempts.count(request, reply, error)
      if (answer instanceof Promise) answer.then(proceed, proceed)
      else proceed(answer)
      return
    }
    proceed()
  }
}

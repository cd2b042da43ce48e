import type { Problem } from '@patchbay/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Limiter } from '../limits/limiter.ts'
import { sharedKey } from '../shared-state/shared-key.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import { addressOf } from './caller.ts'
import { tell, type Policy } from './policy.ts'
import { QuotaExceeded } from './quota-exceeded.ts'
import { roomFor } from '../shared-state/room-for.ts'

/** Counts requests without a valid key, by the address that they come from. */
export interface FailedAttempts {
  /** Throws `rate_limited` if the address has failed too often, whatever key it has now. Costs nothing while none has. */
  check(request: FastifyRequest, reply: FastifyReply): void
  /** Counts a failure and gives what to answer: that it failed, or that it did so too often. */
  count(request: FastifyRequest, reply: FastifyReply, failure: Problem): MaybePromise<Problem>
}

export interface FailedAttemptsParts {
  /** Undefined for as many as anybody likes. */
  readonly policy: Policy | undefined
  readonly limiter: Limiter
  /** Milliseconds that only grow. */
  readonly now: () => number
  readonly onRefused: () => void
}

const mostBlocked = 10_000

export function createFailedAttempts({
  policy,
  limiter,
  now,
  onRefused,
}: FailedAttemptsParts): FailedAttempts {
  if (policy === undefined) return { check: () => undefined, count: (_request, _reply, failure) => failure }
  const { name, amount, window } = policy
  const rule = { kind: 'window', amount, window } as const
  // Until when; the others learn of it with the next failure that reaches them.
  const blocked = new LRUCache<string, number>(roomFor(mostBlocked))

  const refusal = (reply: FastifyReply, wait: number): QuotaExceeded => {
    const seconds = Math.max(1, Math.ceil(wait / 1_000))
    tell(reply, policy, 0, seconds)
    onRefused()
    return new QuotaExceeded(policy, 'An address without a valid key', seconds)
  }

  return {
    check(request, reply) {
      if (blocked.size === 0) return
      const address = addressOf(request)
      const wait = (blocked.get(address) ?? 0) - now()
      if (wait > 0) throw refusal(reply, wait)
      blocked.delete(address)
    },
    count(request, reply, failure) {
      const address = addressOf(request)
      const key = sharedKey(`caller ${address}`, 'inbound', name)
      const judge = (admission: Awaited<ReturnType<Limiter['tryAcquire']>>): Problem => {
        if (admission.admitted) {
          tell(reply, policy, admission.left[0] ?? 0, policy.seconds)
          return failure
        }
        const wait = Math.min(admission.wait, window)
        blocked.set(address, now() + wait)
        return refusal(reply, wait)
      }
      const admission = limiter.tryAcquire([{ key, rule, cost: 1 }])
      return admission instanceof Promise ? admission.then(judge) : judge(admission)
    },
  }
}

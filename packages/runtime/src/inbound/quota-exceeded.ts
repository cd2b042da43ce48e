import { Problem } from '@patchbay/contract'
import type { Policy } from './policy.ts'

/** A caller has asked too often. Names the policy as draft-ietf-httpapi-ratelimit-headers has it. */
export class QuotaExceeded extends Problem {
  readonly violatedPolicies: readonly string[]

  constructor({ name, amount, seconds }: Policy, who: string, retryAfter: number) {
    super('rate_limited', {
      detail: `${who} may make ${amount} such requests in ${seconds} s, and has made them.`,
      advice: `Wait for ${retryAfter} s, and heed the header RateLimit, which tells what is left.`,
      retryAfter,
    })
    this.violatedPolicies = [name]
  }
}

import { PolicyViolation } from './policy-violation.ts'
import type { Policy } from './policy.ts'

/** A key or an address has made all the requests that it may make in a while. */
export class QuotaExceeded extends PolicyViolation {
  constructor({ name, amount, seconds }: Policy, who: string, retryAfter: number) {
    super({
      policies: [name],
      detail: `${who} may make ${amount} such requests in ${seconds} s, and has made them.`,
      advice: `Wait for ${retryAfter} s, and heed the header RateLimit, which tells what is left.`,
      retryAfter,
    })
  }
}

import { Problem } from '@patchbay/contract'

/** What the fields `RateLimit-Policy` and `RateLimit` say of policies, as members of their lists. */
export interface RateLimitFields {
  readonly policy: string
  readonly limit: string
}

export interface Violation {
  /** Names of the policies that are used up. */
  readonly policies: readonly string[]
  readonly detail: string
  readonly advice: string
  /** Seconds. */
  readonly retryAfter: number
  /** To be told beside what the reply says already. */
  readonly fields?: RateLimitFields
}

/** A caller has asked too often. Names the policies as draft-ietf-httpapi-ratelimit-headers has it. */
export class PolicyViolation extends Problem {
  readonly violatedPolicies: readonly string[]
  readonly fields: RateLimitFields | undefined

  constructor({ policies, detail, advice, retryAfter, fields }: Violation) {
    super('rate_limited', { detail, advice, retryAfter })
    this.violatedPolicies = policies
    this.fields = fields
  }
}

import type { FastifyReply } from 'fastify'
import type { Rate } from '../configuration/rates.ts'

/** What may be asked for how often, and how that is told: RateLimit fields for HTTP, draft-ietf-httpapi-ratelimit-headers-11. */
export interface Policy extends Rate {
  readonly name: string
  /** The policy as a member of `RateLimit-Policy`, a list of RFC 9651. */
  readonly field: string
  /** The window in whole seconds. */
  readonly seconds: number
  /** What begins the member of `RateLimit` that tells what is left. */
  readonly prefix: string
}

export function createPolicy(name: string, { amount, window }: Rate): Policy {
  const seconds = Math.ceil(window / 1_000)
  return {
    name,
    amount,
    window,
    seconds,
    field: `"${name}";q=${amount};w=${seconds}`,
    prefix: `"${name}";r=`,
  }
}

/** Tells how many more there may be within the next seconds. */
export function tell(reply: FastifyReply, policy: Policy, left: number, seconds: number): void {
  reply
    .header('ratelimit-policy', policy.field)
    .header('ratelimit', `${policy.prefix}${Math.max(0, Math.floor(left))};t=${seconds}`)
}

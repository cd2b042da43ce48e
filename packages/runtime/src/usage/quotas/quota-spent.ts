import { createPolicy } from '../../inbound/policy.ts'
import { PolicyViolation } from '../../inbound/policy-violation.ts'
import type { QuotaBucket } from './quota-bucket.ts'

/** A tenant has made all the calls of a period. `at` is in milliseconds since 1970. */
export function quotaSpent({ limit, policy, period }: QuotaBucket, at: number): PolicyViolation {
  const { startsAt, endsAt } = period
  const { prefix, field } = createPolicy(policy, { amount: limit.calls, window: endsAt - startsAt })
  const retryAfter = Math.max(1, Math.ceil((endsAt - at) / 1_000))
  const what = limit.connector === undefined ? 'calls' : `calls of the connector ${limit.connector}`
  return new PolicyViolation({
    policies: [policy],
    detail: `The tenant may make ${limit.calls} ${what} in a ${limit.period}, and has made those of ${period.name}.`,
    advice: `Calls are let through again from ${new Date(endsAt).toISOString()} on; the operator can raise the quota.`,
    retryAfter,
    fields: { policy: field, limit: `${prefix}0;t=${retryAfter}` },
  })
}

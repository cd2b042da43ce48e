import { Counter, type Registry } from 'prom-client'
import { inRate } from '../configuration/rates.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Limiter } from '../limits/limiter.ts'
import { createFailedAttempts, type FailedAttempts } from './failed-attempts.ts'
import { createPolicy, type Policy } from './policy.ts'
import type { RateLimitsOptions } from './rate-limits.ts'

export interface InboundLimits {
  readonly rateLimits: RateLimitsOptions
  readonly failedAttempts: FailedAttempts
}

/** What the settings allow callers, with its metric. */
export function openInboundLimits(settings: Settings, limiter: Limiter, registry: Registry): InboundLimits {
  const refused = new Counter({
    name: 'patchbay_requests_limited_total',
    help: 'Requests refused because their caller had made as many as it may.',
    labelNames: ['policy'],
    registers: [registry],
  })
  const policyOf = (name: string, setting: string): Policy | undefined => {
    const rate = inRate(setting)
    if (rate === undefined) return undefined
    refused.inc({ policy: name }, 0)
    return createPolicy(name, rate)
  }
  const calls = policyOf('calls', settings.callRate)
  const reads = policyOf('reads', settings.readRate)
  const open = policyOf('open', settings.openRate)
  const failures = policyOf('failed-authentication', settings.failedAuthenticationRate)
  return {
    rateLimits: {
      policies: { ...(calls && { calls }), ...(reads && { reads }), ...(open && { open }) },
      limiter,
      onRefused: ({ name }) => refused.inc({ policy: name }),
    },
    failedAttempts: createFailedAttempts({
      policy: failures,
      limiter,
      now: () => performance.now(),
      onRefused: () => refused.inc({ policy: 'failed-authentication' }),
    }),
  }
}

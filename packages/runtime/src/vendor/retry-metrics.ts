import { Counter, type Registry } from 'prom-client'

/** Why an attempt that could have been repeated was not. */
export interface RetryRefusals {
  /** The origin has had its share of retries. */
  budget(): void
  /** Its breaker is not closed. */
  breaker(): void
  /** The call ends before the wait would. */
  deadline(): void
}

/** By connector, and the origin as the connector names it. */
export function registerRetryRefusals(
  registry: Registry,
): (connector: string, origin: string) => RetryRefusals {
  const refused = new Counter({
    name: 'patchbay_vendor_retries_refused_total',
    help: 'Failed attempts at a vendor that could have been repeated and were not: budget, breaker or deadline.',
    labelNames: ['connector', 'origin', 'reason'],
    registers: [registry],
  })
  return (connector, origin) => {
    const bound = (reason: keyof RetryRefusals) => {
      const counter = refused.labels(connector, origin, reason)
      return () => counter.inc()
    }
    return { budget: bound('budget'), breaker: bound('breaker'), deadline: bound('deadline') }
  }
}

import type { VendorMetrics } from '../telemetry/metrics.ts'
import type { FleetBreaker } from './breaker/fleet-breaker.ts'
import type { RetryBudget } from './retry-budget.ts'
import type { RetryRefusals } from './retry-metrics.ts'

/** One origin of a connection, with all that its attempts need found beforehand. */
export interface VendorOrigin {
  /** As the connector names it. */
  readonly id: string
  /** Where requests really go, such as `https://shop.myshopify.com`. */
  readonly url: string
  readonly metrics: VendorMetrics
  /** Of the url, whichever connection leads there. */
  readonly breaker: FleetBreaker
  /** Of the url as well. */
  readonly budget: RetryBudget
  readonly refusals: RetryRefusals
  /** Whether its requests carry the ids of their trace. */
  readonly isTraceForwarded: boolean
}

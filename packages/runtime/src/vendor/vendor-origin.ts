import type { VendorMetrics } from '../telemetry/metrics.ts'

/** One origin of a connection, with all that its attempts need found beforehand. */
export interface VendorOrigin {
  /** As the connector names it. */
  readonly id: string
  /** Where requests really go, such as `https://shop.myshopify.com`. */
  readonly url: string
  readonly metrics: VendorMetrics
}

import type { Effect, LimitObservation, Problem } from '@patchbay/contract'
import type { Permit } from '../limits/permit.ts'
import type { Span } from '../telemetry/traces/span.ts'
import type { LimitedCall } from '../limits/connection-limits.ts'

/** What one operation call carries through its vendor requests. */
export interface VendorCall extends LimitedCall {
  /** Of the operation; a request may state its own. */
  readonly effect: Effect
  /** Milliseconds that its operation may take; the deadline may be sooner. */
  readonly timeout: number
  /** Whether earlier answers to its GETs will do where the vendor confirms them. */
  readonly mayRevalidate: boolean
  /** What its requests are parts of; undefined where nothing is traced. */
  readonly span?: Span | undefined
  /** The text without what the caller has entered into secret fields. */
  hideInText(text: string): string
  /** Counted up by each request. */
  requests: number
  /** Counted up by each attempt. */
  attempts: number
  /** Of the last attempt. */
  permit?: Permit | undefined
  /** Set once a request that must not be repeated may have had its effect. */
  mayHaveActed: boolean
  /** An attempt of this call was with the vendor from then to then, in milliseconds of `performance.now()`. */
  wasAtVendor(from: number, to: number): void
  observe(observations: Readonly<Record<string, LimitObservation>>): void
}

/** Whether the problem leaves open if the vendor acted. A clear refusal proves that it did not. */
export function isInconclusive({ code }: Problem): boolean {
  return code === 'vendor_error' || code === 'vendor_timeout' || code === 'cancelled' || code === 'internal'
}

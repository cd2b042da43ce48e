import type { ProblemCode } from '@patchbay/contract'

/** Who has to do something about a call that failed. */
export type Fault = 'caller' | 'vendor' | 'patchbay'

/** Whose fault a problem is. What a vendor refuses after reading it is the caller's, as are its connections. */
export const faultOf: Readonly<Record<ProblemCode, Fault>> = {
  invalid_request: 'caller',
  invalid_input: 'caller',
  unauthenticated: 'caller',
  forbidden: 'caller',
  disabled: 'caller',
  not_found: 'caller',
  method_not_allowed: 'caller',
  request_timeout: 'caller',
  conflict: 'caller',
  precondition_failed: 'caller',
  too_large: 'caller',
  unsupported_media_type: 'caller',
  vendor_rejected: 'caller',
  idempotency_mismatch: 'caller',
  input_required: 'caller',
  connection_missing: 'caller',
  connection_unauthorized: 'caller',
  connection_forbidden: 'caller',
  egress_forbidden: 'caller',
  rate_limited: 'caller',
  cancelled: 'caller',
  not_cached: 'caller',
  vendor_rate_limited: 'vendor',
  vendor_error: 'vendor',
  vendor_timeout: 'vendor',
  circuit_open: 'vendor',
  outcome_unknown: 'vendor',
  internal: 'patchbay',
  secret_unavailable: 'patchbay',
  unreachable: 'patchbay',
  overloaded: 'patchbay',
  state_unavailable: 'patchbay',
  connector_unavailable: 'patchbay',
}

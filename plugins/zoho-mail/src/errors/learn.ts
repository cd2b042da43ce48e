import type { LimitObservation, VendorAnswer } from '@patchbay/contract'
import { isObject } from '../wire/is-object.ts'
import { readFailure } from './read-failure.ts'
import { throttledFor } from './throttle.ts'

/**
 * Reads that an account is locked, and for how long nobody should ask. Zoho tells nothing of its limit before that. Where
 * it hides the lock behind a success, `classify` still says so to the call.
 */
export function learn({
  status,
  headers,
  body,
}: VendorAnswer): { readonly rate: LimitObservation } | undefined {
  if (status < 400) return undefined
  const failure = isObject(body) || Array.isArray(body) ? readFailure(body) : undefined
  const pausedFor = throttledFor(status, headers, failure)
  return pausedFor === undefined ? undefined : { rate: { pausedFor } }
}

import type { LimitObservation, VendorAnswer } from '@patchbay/contract'
import { parseLossless } from '../wire/lossless.ts'
import { readFailure } from './read-failure.ts'
import { throttledFor } from './throttle.ts'

/** Bytes. What tells of a lock is short. */
const longestRead = 4_096

/** Reads that an account is locked, and for how long nobody should ask. Zoho tells nothing of its limit before that. */
export function learn({
  status,
  headers,
  body,
}: VendorAnswer): { readonly rate: LimitObservation } | undefined {
  const pausedFor = throttledFor(status, headers, readFailure(body instanceof Uint8Array ? read(body) : body))
  return pausedFor === undefined ? undefined : { rate: { pausedFor } }
}

/** The lock may hide behind the status of a success, whose body comes as bytes. */
function read(body: Uint8Array): unknown {
  if (body.length > longestRead) return undefined
  try {
    return parseLossless(body)
  } catch {
    return undefined
  }
}

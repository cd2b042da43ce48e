import type { ProblemCode } from '@patchbay/contract'
import { faultOf } from '../usage/fault-of.ts'

/**
 * Faults of a caller that an operator has to act on: a connection stops working without anybody having changed a
 * call. `connection_missing` and `vendor_rejected` are answers to what one caller asked for, and stay out.
 */
const ofConnections: ReadonlySet<string> = new Set<ProblemCode>([
  'connection_unauthorized',
  'connection_forbidden',
])

const ofCallers: ReadonlySet<string> = new Set(
  Object.entries(faultOf).flatMap(([code, fault]) => (fault === 'caller' ? [code] : [])),
)

/** Whether what ends with this code is grouped. Codes that no call ends with are. */
export const isTracked = (code: string): boolean => !ofCallers.has(code) || ofConnections.has(code)

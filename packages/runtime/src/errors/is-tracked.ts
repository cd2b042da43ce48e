import type { ProblemCode } from '@patchbay/contract'
import { faultOf } from '../usage/fault-of.ts'

/**
 * Faults of a caller that an operator has to act on: a connection stops working without anybody having changed a
 * call. `connection_missing` and `vendor_rejected` are answers to what one caller asked for, and stay out.
 */
const ofConnections: ReadonlySet<ProblemCode> = new Set(['connection_unauthorized', 'connection_forbidden'])

/** Whether calls that end with this problem are grouped. */
export const isTracked = (code: ProblemCode): boolean => faultOf[code] !== 'caller' || ofConnections.has(code)

import type { Principal } from '../access/principal.ts'
import type { Deadline } from '../calls/deadline.ts'

/** One request of an agent, whichever way it came. */
export interface McpRequest {
  readonly principal: Principal
  readonly requestId: string
  readonly traceId: string
  /**
   * Called once if a call has to wait for anything. Cancelling the request or leaving aborts the deadline, unless the
   * call's answer is kept for whoever comes back.
   */
  attend(deadline: Deadline, isKept: boolean): void
}

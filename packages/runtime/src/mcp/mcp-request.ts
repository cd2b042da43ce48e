import type { QuestionKind } from '@patchbay/contract'
import type { Principal } from '../access/principal.ts'
import type { CallListener } from '../calls/call.ts'
import type { Deadline } from '../calls/deadline.ts'
import type { Answers } from '../connectors/connector-host.ts'

/** One request of an agent, whichever way it came. */
export interface McpRequest {
  readonly principal: Principal
  readonly requestId: string
  readonly traceId: string
  /** Who is told what happens while a call runs. Default: nobody. */
  readonly listener?: CallListener | undefined
  /** To questions of earlier rounds. Default: none. */
  readonly answers?: Answers | undefined
  /** What the client can be asked. Default: nothing. */
  readonly askable?: readonly QuestionKind[] | undefined
  /**
   * Called once if a call has to wait for anything. Cancelling the request or leaving aborts the deadline, unless the
   * call's answer is kept for whoever comes back.
   */
  attend(deadline: Deadline, isKept: boolean): void
}

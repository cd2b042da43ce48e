import type { QuestionKind } from '@patchbay/contract'
import type { Principal } from '../access/principal.ts'
import type { CallListener } from '../calls/call.ts'
import type { Deadline } from '../calls/deadline.ts'
import type { Span } from '../telemetry/traces/span.ts'
import type { Answers } from '../connectors/connector-host.ts'
import type { Narrowing } from './toolsets/select-operations.ts'

/** One request of an agent, whichever way it came. */
export interface McpRequest {
  readonly principal: Principal
  readonly requestId: string
  readonly traceId: string
  readonly span?: Span | undefined
  /** Told what happens while its call runs. Default: nobody listens. */
  readonly listener?: CallListener | undefined
  /** What was answered in earlier rounds. Default: nothing was asked yet. */
  readonly answers?: Answers | undefined
  /** What its client can be asked. */
  readonly askable: readonly QuestionKind[]
  /** To which toolsets it narrows down what the principal is offered. */
  readonly narrowing: Narrowing
  /**
   * Called once if a call has to wait for anything. Cancelling the request or leaving aborts the deadline, unless the
   * call's answer is kept for whoever comes back.
   */
  attend(deadline: Deadline, isKept: boolean): void
}

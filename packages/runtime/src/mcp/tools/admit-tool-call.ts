import type { Questions } from '@patchbay/contract'
import type { Call } from '../../calls/call.ts'
import type { CallKey } from '../../calls/idempotency/call-key.ts'
import type { AnswerForms } from '../../calls/idempotency/keyed-calls.ts'
import { toProblem } from '../../calls/to-problem.ts'
import { McpCall } from '../mcp-call.ts'
import type { McpRequest } from '../mcp-request.ts'
import type { ToolPins } from '../pinning/tool-pins.ts'
import { checkConfirmed, isOwnQuestion } from '../questions/confirmation.ts'
import { readArguments } from './arguments.ts'
import type { OfferedTool } from './offered-tool.ts'
import type { ToolAnswer } from './tool-answer.ts'
import { toolFailure } from './tool-failure.ts'

/** One call of a tool. */
export interface ToolCall {
  readonly request: McpRequest
  readonly offered: OfferedTool
  /** As they came. */
  readonly arguments: unknown
  /** The caller's own key for this call, which makes a repetition get the same answer. */
  readonly idempotencyKey: string | undefined
}

/** What has to be answered before the tool goes on. */
export interface ToolQuestions {
  readonly questions: Questions
}

/** What of a call of a tool is the same whether it is waited for or run as a task. */
export interface ToolAdmission {
  /**
   * The operation call that it asks for, once a person has confirmed it where one must. `isKept`: nobody's leaving ends it.
   * Throws a `Problem` for a tool that is held back, and for arguments that do not fit.
   */
  admit(call: ToolCall, isKept: boolean): McpCall
  /** What makes it the repetition of another one; undefined where each is done. */
  keyOf(call: ToolCall): CallKey | undefined
  /** What is asked first where the client can ask it, or else the failure as an answer. `admitted`: if it has got so far. */
  fail(call: ToolCall, error: unknown, admitted: McpCall | undefined): ToolAnswer | ToolQuestions
}

export interface ToolAdmissionParts {
  readonly pins: Pick<ToolPins, 'check'>
  readonly forms: Pick<AnswerForms, 'failure'>
  /** Milliseconds for which a write with the same arguments gets the answer of the first; 0 for none. */
  readonly repeatWindow: number
}

export function createToolAdmission({ pins, forms, repeatWindow }: ToolAdmissionParts): ToolAdmission {
  const repeated = repeatWindow > 0 ? { window: repeatWindow } : undefined
  return {
    admit({ request, offered, arguments: given }, isKept) {
      pins.check(offered.tool)
      const { input, connection } = readArguments(offered, given)
      const call = new McpCall(request, offered.tool.operation, input, connection, isKept)
      if (mustConfirm(call)) checkConfirmed(offered, input, request.answers)
      return call
    },
    keyOf({ offered, idempotencyKey }) {
      if (offered.tool.operation.description.effect === 'read') return undefined
      return idempotencyKey === undefined ? repeated : { header: idempotencyKey }
    },
    fail({ request, offered, arguments: given }, error, admitted) {
      const problem = toProblem(error)
      const { questions } = problem
      if (questions !== undefined && isAskable(questions, request)) return { questions }
      const call = admitted ?? new McpCall(request, offered.tool.operation, given, undefined, false)
      return toolFailure(forms.failure(problem, call).body)
    },
  }
}

/** What an agent cannot undo, a person decides about. */
export const mustConfirm = ({ operation, principal }: Pick<Call, 'operation' | 'principal'>): boolean =>
  operation.description.effect === 'destructive' && principal.waivesConfirmation !== true

/**
 * Of what an operation asks, the protocol itself says which capability a client lacks. Our own question has an advice for the
 * agent instead.
 */
const isAskable = (questions: Questions, { askable }: Pick<McpRequest, 'askable'>): boolean =>
  Object.entries(questions).every(([name, { kind }]) => !isOwnQuestion(name) || askable.includes(kind))

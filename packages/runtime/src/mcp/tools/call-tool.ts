import type { Content, Questions } from '@patchbay/contract'
import type { CallEngine } from '../../calls/call-engine.ts'
import type { CallMeta, CallResult } from '../../calls/call-result.ts'
import type { AnswerForms } from '../../calls/idempotency/keyed-calls.ts'
import type { KeptAnswer } from '../../calls/idempotency/key-record.ts'
import { contentOf } from '../../calls/present-answer.ts'
import { toProblem } from '../../calls/to-problem.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import type { Call } from '../../calls/call.ts'
import { McpCall } from '../mcp-call.ts'
import type { McpRequest } from '../mcp-request.ts'
import type { ToolPins } from '../pinning/tool-pins.ts'
import { checkConfirmed, isOwnQuestion } from '../questions/confirmation.ts'
import type { FitAnswer } from '../results/fit-answer.ts'
import { readArguments } from './arguments.ts'
import { collectStream } from './collect-stream.ts'
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

/** Runs a tool for a caller who is offered it. Failures are answers; it never throws and never rejects. */
export type CallTool = (call: ToolCall) => MaybePromise<ToolAnswer | ToolQuestions>

export interface CallToolParts {
  readonly engine: Pick<CallEngine, 'run' | 'runOnce' | 'stream'>
  readonly forms: Pick<AnswerForms, 'failure'>
  /** Milliseconds for which a write with the same arguments gets the answer of the first; 0 for none. */
  readonly repeatWindow: number
  readonly pins: Pick<ToolPins, 'check'>
  readonly fit: FitAnswer
  /** Characters of data that an answer may have. */
  readonly budget: number
}

export function createCallTool({ engine, forms, pins, fit, budget, repeatWindow }: CallToolParts): CallTool {
  const run = (call: McpCall, header: string | undefined): MaybePromise<CallResult | KeptAnswer> => {
    const { isStream, effect } = call.operation.description
    if (isStream) return collectStream(engine, call, budget)
    if (effect === 'read') return engine.run(call)
    if (header !== undefined) return engine.runOnce(call, { header })
    return repeatWindow > 0 ? engine.runOnce(call, { window: repeatWindow }) : engine.run(call)
  }
  const fail = (error: unknown, call: McpCall): ToolAnswer | ToolQuestions => {
    const problem = toProblem(error)
    const { questions } = problem
    if (questions !== undefined && isAskable(questions, call)) return { questions }
    return toolFailure(forms.failure(problem, call).body)
  }

  return ({ request, offered, arguments: given, idempotencyKey }) => {
    const { operation } = offered.tool
    let call = new McpCall(request, operation, given, undefined, false)
    let result: MaybePromise<CallResult | KeptAnswer>
    try {
      pins.check(offered.tool)
      const { input, connection } = readArguments(offered, given)
      call = new McpCall(request, operation, input, connection, idempotencyKey !== undefined)
      if (mustConfirm(call)) checkConfirmed(offered, input, request.answers)
      result = run(call, idempotencyKey)
    } catch (error) {
      return fail(error, call)
    }
    if (!(result instanceof Promise)) return answer(fit, call, result)
    return result.then(
      (late) => answer(fit, call, late),
      (error: unknown) => fail(error, call),
    )
  }
}

/** What an agent cannot undo, a person decides about. */
export const mustConfirm = ({ operation, principal }: Pick<Call, 'operation' | 'principal'>): boolean =>
  operation.description.effect === 'destructive' && principal.waivesConfirmation !== true

/**
 * Of what an operation asks, the protocol itself says which capability a client lacks. Our own question has an advice for the
 * agent instead.
 */
export const isAskable = (questions: Questions, { askable }: McpCall): boolean =>
  Object.entries(questions).every(([name, { kind }]) => !isOwnQuestion(name) || askable.includes(kind))

function answer(fit: FitAnswer, call: McpCall, result: CallResult | KeptAnswer): MaybePromise<ToolAnswer> {
  const { principal, operation } = call
  // The items of a stream are in an object of ours, which its schema is not of.
  const check = operation.description.isStream ? undefined : operation.checkOutput
  if (!('status' in result)) return fit(principal, result, check)
  if (result.status >= 400) return toolFailure(result.body)
  const { data, meta } = JSON.parse(result.body) as { readonly data: unknown; readonly meta: CallMeta }
  const give = (content?: readonly Content[]): MaybePromise<ToolAnswer> =>
    fit(
      principal,
      {
        data: JSON.stringify(data),
        meta: { ...meta, replayed: true },
        ...(content === undefined ? {} : { content }),
      },
      check,
    )
  try {
    const content = contentOf(call, data)
    return content instanceof Promise ? content.then(give, () => give()) : give(content)
  } catch {
    return give() // the first call has told the operator
  }
}

import type { Content } from '@patchbay/contract'
import type { CallEngine } from '../../calls/call-engine.ts'
import type { CallMeta, CallResult } from '../../calls/call-result.ts'
import type { KeptAnswer } from '../../calls/idempotency/key-record.ts'
import { contentOf } from '../../calls/present-answer.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import type { McpCall } from '../mcp-call.ts'
import type { FitAnswer } from '../results/fit-answer.ts'
import type { ToolAdmission, ToolCall, ToolQuestions } from './admit-tool-call.ts'
import { collectStream } from './collect-stream.ts'
import type { ToolAnswer } from './tool-answer.ts'
import { toolFailure } from './tool-failure.ts'

/** Runs a tool for a caller who is offered it. Failures are answers; it never throws and never rejects. */
export type CallTool = (call: ToolCall) => MaybePromise<ToolAnswer | ToolQuestions>

export interface CallToolParts {
  readonly engine: Pick<CallEngine, 'run' | 'runOnce' | 'stream'>
  readonly admission: ToolAdmission
  readonly fit: FitAnswer
  /** Characters of data that an answer may have. */
  readonly budget: number
}

export function createCallTool({ engine, admission, fit, budget }: CallToolParts): CallTool {
  const run = (call: McpCall, toolCall: ToolCall): MaybePromise<CallResult | KeptAnswer> => {
    if (call.operation.description.isStream) return collectStream(engine, call, budget)
    const key = admission.keyOf(toolCall)
    return key === undefined ? engine.run(call) : engine.runOnce(call, key)
  }

  return (toolCall) => {
    let call: McpCall | undefined
    let result: MaybePromise<CallResult | KeptAnswer>
    const fail = (error: unknown): ToolAnswer | ToolQuestions => admission.fail(toolCall, error, call)
    const give = (given: CallResult | KeptAnswer): MaybePromise<ToolAnswer> =>
      answer(fit, call as McpCall, given)
    try {
      call = admission.admit(toolCall, toolCall.idempotencyKey !== undefined)
      result = run(call, toolCall)
    } catch (error) {
      return fail(error)
    }
    return result instanceof Promise ? result.then(give, fail) : give(result)
  }
}

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

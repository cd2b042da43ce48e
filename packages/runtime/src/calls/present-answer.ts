import type { Content } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import { line } from './call-line.ts'
import type { CallResult } from './call-result.ts'
import type { Call } from './call.ts'

/** How an answer looks to a reader: what its operation makes of its data; undefined if it makes nothing of them. */
export function contentOf(
  { operation, input }: Pick<Call, 'operation' | 'input'>,
  data: unknown,
): MaybePromise<readonly Content[]> | undefined {
  const { description, connector } = operation
  return description.presents === true ? connector.host.present(description.id, data, input) : undefined
}

/**
 * The result with its content. It follows from the data as they are served, so that a kept answer looks like a new one. The
 * call has succeeded by then, and may have changed something: an operation that fails to present its answer is news for the
 * operator, and the caller gets the data alone.
 */
export function withContent(call: Call, result: CallResult, log: Logger): MaybePromise<CallResult> {
  const give = (content: readonly Content[] | undefined): CallResult => {
    if (content !== undefined) result.content = content
    return result
  }
  const leaveOut = (error: unknown): CallResult => {
    log.error({ ...line(call, 'ok', 0, result.attempts), err: error }, 'answer that cannot be presented')
    return result
  }
  try {
    const content = contentOf(call, JSON.parse(result.data))
    return content instanceof Promise ? content.then(give, leaveOut) : give(content)
  } catch (error) {
    return leaveOut(error)
  }
}

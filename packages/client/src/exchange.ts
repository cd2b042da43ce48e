import { readAnswer, type Answer } from './read-answer.ts'
import type { Failure } from './result.ts'
import type { Transport } from './transport.ts'
import type { WireRequest } from './wire-request.ts'

/** Sends a request that is answered in the envelope of Patchbay. */
export async function exchange(transport: Transport, request: WireRequest): Promise<Answer | Failure> {
  const received = await transport.send(request, (response) => readAnswer(response))
  return received.ok ? received.answer : received
}

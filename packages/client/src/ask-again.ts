import type { AnswerCache } from './answer-cache.ts'
import type { ClientOptions } from './client-options.ts'
import { readAnswer, type Answer } from './read-answer.ts'
import type { Failure } from './result.ts'
import { bearerOf, type Transport } from './transport.ts'
import { locate, type WireRequest } from './wire-request.ts'

/** GET, with what was kept of the same request: by the same caller, in the same tenant, over the same connection. */
export async function askAgain(
  transport: Transport,
  cache: AnswerCache,
  request: WireRequest,
  { baseUrl = '', key, tenant }: ClientOptions,
): Promise<Answer | Failure> {
  // Asked for once: a key that changes in between must not put an answer under the name of another caller.
  const caller = key === undefined ? {} : { authorization: await bearerOf(key) }
  const headers = { ...caller, ...request.headers }
  const name = JSON.stringify([locate(baseUrl, request), tenant, headers])
  const kept = cache.get(name)
  const conditional = { ...request, headers: { ...headers, 'if-none-match': kept?.etag } }
  const received = await transport.send(conditional, (response) => readAnswer(response, kept))
  if (!received.ok) return received
  const { status, data, meta, headers: answered } = received.answer
  const etag = answered.get('etag')
  if (status === 200 && etag !== null) cache.set(name, { etag, data, meta })
  return received.answer
}

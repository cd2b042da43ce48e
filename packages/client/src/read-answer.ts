import type { KeptAnswer } from './answer-cache.ts'
import { clientProblem } from './client-problems.ts'
import { parseJson } from './read-problem.ts'
import type { Success } from './result.ts'
import type { Received } from './transport.ts'

export type Answer = Success<unknown, Readonly<Record<string, unknown>>>

/** An answer in the envelope of Patchbay, or the one that was kept if the server says that it still holds. */
export async function readAnswer(response: Response, kept?: KeptAnswer): Promise<Received<Answer>> {
  const { status, headers } = response
  const requestId = headers.get('x-request-id')
  const own = requestId === null ? {} : { requestId }
  if (status === 304 && kept !== undefined) {
    const meta = { ...kept.meta, ...own, isConfirmed: true }
    return { ok: true, answer: { ok: true, status, headers, data: kept.data, meta } }
  }
  if (status === 204) {
    return { ok: true, answer: { ok: true, status, headers, data: undefined, meta: own } }
  }
  const body = parseJson(await response.text())
  if (typeof body === 'object' && body !== null && 'data' in body && 'meta' in body) {
    const { data, meta } = body as { data: unknown; meta: Record<string, unknown> }
    return { ok: true, answer: { ok: true, status, headers, data, meta } }
  }
  return {
    ok: false,
    problem: clientProblem(
      'unexpected_answer',
      `The answer has the status ${status}, and is not one of a Patchbay.`,
      {
        status,
      },
    ),
  }
}

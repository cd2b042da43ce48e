import { clientProblem } from './client-problems.ts'
import type { Problem } from './problem.ts'

/** Statuses of a proxy whose server is away for the moment (RFC 9110, 15.6.3 to 15.6.5). */
const passing = [502, 503, 504]

/** The problem that an answer carries, or is. */
export async function readProblem(response: Response): Promise<Problem> {
  const { status, headers } = response
  const requestId = headers.get('x-request-id') ?? undefined
  const wait = secondsOf(headers.get('retry-after'))
  const about = {
    ...(requestId === undefined ? {} : { requestId }),
    ...(wait === undefined ? {} : { retryAfter: wait }),
  }
  const body = parseJson(await response.text())
  const problem = problemOf(body, about)
  if (problem !== undefined) return problem
  return clientProblem(
    'unexpected_answer',
    `The answer has the status ${status}, and is no problem of a Patchbay.`,
    {
      status,
      retryable: passing.includes(status),
      ...about,
    },
  )
}

/** The value of a JSON text; undefined if it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The problem that a JSON value is, with what is known about it; undefined if it is none. */
export function problemOf(body: unknown, about: Partial<Problem> = {}): Problem | undefined {
  if (!isProblemBody(body)) return undefined
  const { instance: _instance, ...problem } = { ...about, ...body }
  // What `isProblem` promises of these codes.
  if (problem.code === 'invalid_input') problem.errors ??= []
  if (problem.code === 'input_required') problem.questions ??= {}
  if (problem.code === 'rate_limited' || problem.code === 'overloaded') problem.retryAfter ??= 1
  return problem
}

function isProblemBody(body: unknown): body is Problem & { instance?: string } {
  if (typeof body !== 'object' || body === null) return false
  return 'code' in body && typeof body.code === 'string' && 'status' in body && 'advice' in body
}

/** Retry-After: seconds, or a date (RFC 9110, 10.2.3). */
function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined
  if (/^\d+$/.test(header.trim())) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1_000))
}

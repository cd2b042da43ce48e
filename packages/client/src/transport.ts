import { clientProblem } from './client-problems.ts'
import type { ClientOptions } from './client-options.ts'
import { pause, startDeadline, type Deadline } from './deadline.ts'
import type { Problem, ProblemCode } from './problem.ts'
import { readProblem } from './read-problem.ts'
import type { Failure } from './result.ts'
import { locate, type WireRequest } from './wire-request.ts'

/** What a request was answered with, or why it was not. */
export type Received<Answer> = { readonly ok: true; readonly answer: Answer } | Failure

/** Sends requests, again where that helps and harms nothing. */
export interface Transport {
  /** Milliseconds that a request has where it does not say otherwise. */
  readonly timeout: number
  /** `take` reads an answer of success, or 304, within the time of the request. What it throws is a connection that broke. */
  send<Answer>(
    request: WireRequest,
    take: (response: Response) => Promise<Received<Answer>>,
  ): Promise<Received<Answer>>
}

// Whatever these refuse has not been begun.
const neverBegun = new Set<ProblemCode>(['rate_limited', 'overloaded'])

interface Written {
  readonly address: string
  readonly body: string | undefined
}

/** The value of Authorization. */
export const bearerOf = async (key: NonNullable<ClientOptions['key']>): Promise<string> =>
  `Bearer ${typeof key === 'string' ? key : await key()}`

export function createTransport(options: ClientOptions): Transport {
  const {
    baseUrl = '',
    key,
    tenant,
    headers: own = {},
    credentials,
    timeout = 120_000,
    retries = {},
  } = options
  const { attempts = 3, base = 250, cap = 8_000 } = retries === false ? { attempts: 1 } : retries
  const { fetch: ask = fetch, random = Math.random } = options

  const attempt = async <Answer>(
    request: WireRequest,
    written: Written,
    deadline: Deadline,
    take: (response: Response) => Promise<Received<Answer>>,
  ): Promise<Received<Answer>> => {
    let response: Response | undefined
    try {
      const headers = new Headers({ accept: 'application/json', ...own })
      if (tenant !== undefined) headers.set('patchbay-tenant', tenant)
      if (key !== undefined) headers.set('authorization', await bearerOf(key))
      if (written.body !== undefined) headers.set('content-type', 'application/json')
      for (const [name, value] of Object.entries(request.headers ?? {})) {
        if (value !== undefined) headers.set(name, value)
      }
      response = await ask(written.address, {
        method: request.method,
        headers,
        signal: deadline.signal,
        // A redirect would carry the key to whoever is named there.
        redirect: 'manual',
        ...(credentials === undefined ? {} : { credentials }),
        ...(written.body === undefined ? {} : { body: written.body }),
      })
      if (!response.ok && response.status !== 304) {
        return { ok: false, problem: await readProblem(response), headers: response.headers }
      }
      return await take(response)
    } catch (error) {
      return { ok: false, problem: deadline.problem() ?? broken(response, error) }
    }
  }

  return {
    timeout,
    async send(request, take) {
      // What cannot be written is a mistake of the caller's, and no failure of the network: it is thrown.
      const body = request.body === undefined ? undefined : JSON.stringify(request.body)
      const written = { address: locate(baseUrl, request), body }
      const deadline = startDeadline(request.timeout ?? timeout, request.signal)
      try {
        for (let count = 1; ; count += 1) {
          const received = await attempt(request, written, deadline, take)
          if (received.ok || count >= attempts || !mayRepeat(received.problem, request)) return received
          // The first attempt still runs at the server: its answer is worth waiting for.
          if (received.problem.code === 'conflict') count -= 1
          const drawn = random() * Math.min(cap, base * 2 ** Math.max(0, count - 1))
          // Those who were turned away at the same time must not come back at the same time.
          const wait = (received.problem.retryAfter ?? 0) * 1_000 + drawn
          if (wait >= deadline.left()) return received
          await pause(wait, deadline.signal)
          const problem = deadline.problem()
          if (problem !== undefined) return { ok: false, problem }
        }
      } finally {
        deadline.stopClock()
      }
    },
  }
}

function mayRepeat({ retryable, code }: Problem, { isRepeatable }: WireRequest): boolean {
  if (!retryable || code === 'deadline_exceeded') return false
  return isRepeatable || neverBegun.has(code)
}

/** What to say of a connection that was never made, or has broken before the answer was there. */
function broken(response: Response | undefined, error: unknown): Problem {
  return response === undefined
    ? clientProblem('unreachable', `Nothing has answered (${reasonOf(error)}).`)
    : clientProblem(
        'interrupted',
        `The connection broke before all of the answer was there (${reasonOf(error)}).`,
      )
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
}

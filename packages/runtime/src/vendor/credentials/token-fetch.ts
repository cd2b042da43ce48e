import { Deadline } from '../../calls/deadline.ts'
import { readRetryAfter } from '../general-classification.ts'
import type { Transport } from '../transport.ts'
import { AttemptFailed } from '../wire.ts'
import { TokenRefused } from './token-refused.ts'

export interface TokenTransport {
  readonly transport: Pick<Transport, 'send'>
  /** Milliseconds for one request to a token endpoint. */
  readonly timeout: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** What the protocol's library takes for `fetch`, as far as it uses it. */
export type TokenFetch = (
  url: string,
  request: {
    readonly method: string
    readonly headers: Record<string, string>
    readonly body: URLSearchParams
  },
) => Promise<Response>

/** What the last answer said beside the protocol. */
export interface HeardAnswer {
  status?: number
  retryAfter?: number | undefined
}

/**
 * Sends a request of the protocol over the guarded way to vendors, and gives the answer as the standard has it: vendors
 * leave out the type of a token, hide errors behind 200, and write numbers as text. Throws `TokenRefused` where there is
 * no answer.
 */
export function createTokenFetch(
  { transport, timeout, now }: TokenTransport,
  heard: HeardAnswer,
): TokenFetch {
  return async (url, { headers, body }) => {
    const { origin, pathname, search } = new URL(url)
    const deadline = new Deadline(timeout)
    try {
      const answer = await transport.send(
        {
          origin,
          method: 'POST',
          path: pathname + search,
          headers: { ...headers, 'accept-encoding': 'identity', 'user-agent': 'patchbay' },
          body: body.toString(),
        },
        deadline,
      )
      heard.status = answer.status
      heard.retryAfter = readRetryAfter(answer.headers['retry-after'], now())
      return standardAnswer(answer.status, answer.body.toString('utf8'))
    } catch (error) {
      if (!(error instanceof AttemptFailed)) throw error
      // Whoever sent nothing has asked for nothing; only a sent request can have been answered without us.
      throw new TokenRefused('unavailable', error.problem.message, { isUnknown: error.wasSent })
    } finally {
      deadline.end()
    }
  }
}

type Fields = Record<string, unknown>

function standardAnswer(status: number, text: string): Response {
  const fields = readFields(text)
  if (fields === undefined) return new Response(text === '' ? null : text, { status: bodied(status, text) })
  const isFailure = typeof fields['access_token'] !== 'string' || fields['access_token'] === ''
  const standard = isFailure ? fields : tokenFields(fields)
  return new Response(JSON.stringify(standard), {
    // The library looks for errors behind this status only.
    status: isFailure && typeof fields['error'] === 'string' ? 400 : status,
    headers: { 'content-type': 'application/json' },
  })
}

function tokenFields(fields: Fields): Fields {
  const { access_token, refresh_token, expires_in, scope, refresh_token_expires_in } = fields
  const lifetime = seconds(expires_in)
  const refreshLifetime = seconds(refresh_token_expires_in)
  return {
    access_token,
    // Where a token goes is a fact of the contract; what vendors say here differs in ways that do not matter.
    token_type: 'bearer',
    ...(typeof refresh_token === 'string' && refresh_token !== '' ? { refresh_token } : {}),
    ...(lifetime === undefined ? {} : { expires_in: lifetime }),
    ...(refreshLifetime === undefined ? {} : { refresh_token_expires_in: refreshLifetime }),
    ...(typeof scope === 'string' ? { scope } : Array.isArray(scope) ? { scope: scope.join(' ') } : {}),
  }
}

function seconds(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && number > 0 && Number.isFinite(number) ? number : undefined
}

function readFields(text: string): Fields | undefined {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined
  } catch {
    return undefined
  }
}

// The standard's Response refuses a body beside a few statuses, and any status below 200.
const bodied = (status: number, text: string): number =>
  text !== '' && [204, 205, 304].includes(status) ? 200 : status

import { Problem, type SentRequest, type UpstreamFacts, type VendorAnswer } from '@patchbay/contract'
import { isObject } from '../wire/is-object.ts'
import { parseLossless } from '../wire/lossless.ts'
import { meanings, meaningsOfWords, type Meaning } from './error-codes.ts'
import { readFailure, type Failure } from './read-failure.ts'
import { throttledFor } from './throttle.ts'

/**
 * Names what an answer of Zoho means. Its status says little: failures come with 200 and 201, a missing scope with 401,
 * a name that is taken with 500, and bad JSON with 404.
 */
export function classify(answer: VendorAnswer, request: SentRequest): Problem | undefined {
  const { status, headers } = answer
  const read = readBody(answer, request)
  if (read === 'broken') {
    return new Problem('vendor_error', {
      detail: 'Zoho answered with a body that is not the JSON it should be.',
      upstream: { status },
    })
  }
  const failure = read === 'page' ? undefined : readFailure(read)
  const pause = throttledFor(status, headers, failure)
  if (pause !== undefined) return throttled(pause, status, failure)
  if (read === 'page') return pageProblem(status)
  return failure === undefined ? undefined : fromFailure(failure, status)
}

/** The bodies of failures are short, and big ones are not read where other calls wait. */
const longestRead = 262_144

/** Attachments come as they are, and may be JSON themselves. */
const attachment = /\/attachments\/\d+$/

function readBody({ status, headers, body }: VendorAnswer, { path, method }: SentRequest): unknown {
  const type = headers['content-type'] ?? ''
  if (!(body instanceof Uint8Array)) {
    if (typeof body === 'string' && /html/i.test(type)) return 'page'
    return body
  }
  if (!/json/i.test(type))
    return /html/i.test(type) && !(method === 'GET' && attachment.test(path)) ? 'page' : undefined
  if (method === 'GET' && attachment.test(path)) return parsed(body, undefined)
  if (body.length > longestRead) return body.at(-1) === closing ? undefined : 'broken'
  const value = parsed(body, 'broken')
  if (value === 'broken') return value
  const isEnvelope = (isObject(value) && isObject(value['status'])) || readFailure(value) !== undefined
  return isEnvelope || status >= 300 ? value : 'broken'
}

const closing = '}'.charCodeAt(0)

function parsed<Instead>(bytes: Uint8Array, instead: Instead): unknown {
  try {
    return parseLossless(bytes)
  } catch {
    return instead
  }
}

/** Zoho's API answers in HTML only when a request has not reached it. */
function pageProblem(status: number): Problem | undefined {
  const upstream = { status }
  if (status === 404) {
    return new Problem('vendor_error', {
      detail: 'Zoho answered with a page that says that there is nothing at this address.',
      advice: 'Check `dataCenter`, and that no other origin is configured for the connection.',
      retryable: false,
      upstream,
    })
  }
  if (status < 300) {
    return new Problem('vendor_error', { detail: 'Zoho answered with a page instead of data.', upstream })
  }
  return undefined
}

function throttled(pause: number, status: number, failure: Failure | undefined): Problem {
  return new Problem('vendor_rate_limited', {
    detail: 'Zoho has locked the account of this connection for a while, because of too many requests.',
    advice:
      'Send nothing on this connection until then: Zoho allows 30 requests a minute, and requests meanwhile keep the ' +
      'account locked for longer.',
    retryAfter: pause,
    upstream: upstreamOf(failure, status),
  })
}

function fromFailure(failure: Failure, status: number): Problem | undefined {
  const upstream = upstreamOf(failure, status)
  const said = [failure.code, failure.words].filter(Boolean).join(', ')
  const meaning = meaningOf(failure, failure.status ?? status)
  if (meaning === undefined) {
    return new Problem('vendor_error', {
      detail: `Zoho answered: ${said || 'an error without words'}`,
      upstream,
    })
  }
  const { problem, details } = meaning
  return new Problem(problem, {
    detail: details?.detail === undefined ? `Zoho answered: ${said}` : `${details.detail} (${said})`,
    ...(details?.advice === undefined ? {} : { advice: details.advice }),
    ...(details?.retryable === undefined ? {} : { retryable: details.retryable }),
    upstream,
  })
}

function meaningOf({ code, words }: Failure, status: number): Meaning | undefined {
  const known = code === undefined ? undefined : meanings[code]
  if (known !== undefined) return known
  const byWords = meaningsOfWords.find(([pattern]) => pattern.test(`${code ?? ''} ${words}`))
  if (byWords !== undefined) return byWords[1]
  switch (status) {
    case 401:
      return meanings['INVALID_OAUTHTOKEN']
    case 403:
      return meanings['NO_PERMISSION']
    case 404:
    case 410:
      return { problem: 'not_found' }
    case 409:
      return { problem: 'conflict' }
    default:
      return status >= 400 && status < 500 ? { problem: 'vendor_rejected' } : undefined
  }
}

const upstreamOf = (failure: Failure | undefined, status: number): UpstreamFacts => ({
  status,
  ...(failure?.code === undefined ? {} : { code: failure.code }),
})

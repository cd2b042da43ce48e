import { Problem, type SentRequest, type UpstreamFacts, type VendorAnswer } from '@patchbay/contract'
import { graphqlProblem } from './graphql-errors.ts'
import { isObject } from './json.ts'
import { storageProblem } from './storage-problem.ts'

const scopeAdvice = 'Grant the app the missing scope in its settings at Shopify, and install it again.'

/** Names what an answer of Shopify means. Failures hide in status 200 as well. */
export function classify(answer: VendorAnswer, request?: Pick<SentRequest, 'origin'>): Problem | undefined {
  if (request?.origin === 'storage' || request?.origin === 'uploads') return storageProblem(answer)
  return answer.status === 200 ? graphqlProblem(answer, upstreamOf(answer)) : httpProblem(answer)
}

function httpProblem(answer: VendorAnswer): Problem | undefined {
  const { status, headers } = answer
  const upstream = upstreamOf(answer)
  const said = saidBy(answer)
  const detail = said === undefined ? `Shopify answered with status ${status}.` : `Shopify: ${said}`
  if (status >= 500) return new Problem('vendor_error', { detail, upstream })
  switch (status) {
    case 400:
      return new Problem('vendor_rejected', { detail, upstream })
    case 401:
      return new Problem('connection_unauthorized', {
        detail,
        advice: 'Check the access token of the connection, and that the app is still installed in the shop.',
        upstream,
      })
    case 402:
      return new Problem('connection_forbidden', {
        detail,
        advice:
          'The plan of the shop lacks the feature, or the shop is frozen; its owner can settle that in the admin.',
        upstream,
      })
    case 403:
      return forbidden(said ?? '', detail, upstream)
    case 404:
      return new Problem('not_found', {
        detail: `${detail} Shopify knows no such shop, or no longer this version of its API.`,
        advice: 'Check `shop` in the configuration of the connection.',
        upstream,
      })
    case 423:
      return new Problem('connection_forbidden', {
        detail,
        advice: 'Shopify has locked the shop; its owner has to open it again.',
        upstream,
      })
    case 429:
      return new Problem('vendor_rate_limited', {
        detail,
        retryAfter: secondsIn(headers['retry-after']),
        upstream,
      })
    case 430:
      // Shopify's security filter. It names no time; asking again soon makes it last longer.
      return new Problem('vendor_rate_limited', { detail, retryAfter: 60, upstream })
    default:
      return undefined
  }
}

function forbidden(said: string, detail: string, upstream: UpstreamFacts): Problem {
  if (said.includes('Non-expiring access tokens')) {
    return new Problem('connection_unauthorized', {
      detail,
      advice:
        'Shopify takes only tokens that expire from this app. Connect the shop by `lastingToken`, which trades the token for such ones, or by `oauth`.',
      upstream,
    })
  }
  const advice = said.includes('scope')
    ? scopeAdvice
    : 'Check in the admin of Shopify that the shop is open and the app installed.'
  return new Problem('connection_forbidden', { detail, advice, upstream })
}

/** What the body says: `errors` may be a text, an object by field, or a list. A page of HTML says nothing. */
function saidBy({ body }: VendorAnswer): string | undefined {
  const errors = isObject(body) ? (body['errors'] ?? body['error']) : undefined
  if (typeof errors === 'string') return errors
  if (Array.isArray(errors)) {
    const messages = errors.flatMap((error: unknown) =>
      isObject(error) ? [String(error['message'])] : [String(error)],
    )
    return messages.join(' ')
  }
  if (!isObject(errors)) return undefined
  return Object.entries(errors)
    .map(([field, message]) => `${field}: ${Array.isArray(message) ? message.join(', ') : String(message)}`)
    .join('; ')
}

function upstreamOf({ status, headers }: VendorAnswer): UpstreamFacts {
  const requestId = headers['x-request-id']
  return requestId === undefined ? { status } : { status, requestId }
}

/** Shopify writes decimal seconds, such as `2.0`. */
function secondsIn(header: string | undefined): number {
  const seconds = Number.parseFloat(header ?? '')
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 1
}

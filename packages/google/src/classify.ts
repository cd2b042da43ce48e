import {
  Problem,
  type FieldError,
  type ProblemDetails,
  type UpstreamFacts,
  type VendorAnswer,
} from '@patchbay/contract'
import { secondsToPacificMidnight } from './pacific-day.ts'
import { readFailure, type FieldViolation, type GoogleFailure } from './read-failure.ts'

/** What a connector knows of its API's failures beside what all of Google's have in common. */
export interface GoogleRules {
  /** Where a field that Google names is in the input of operations, as a JSON pointer. Default: nowhere. */
  readonly pointerOf?: (violation: FieldViolation) => string | undefined
  /** Asked first: names what only this API says. `details` holds what Google said, for the problem made of it. */
  readonly special?: (
    failure: GoogleFailure,
    details: ProblemDetails,
    answer: VendorAnswer,
  ) => Problem | undefined
}

/** Reasons of a 403 or 429 that speak of a quota: the first ones of a day's, which is full again at midnight. */
const dailyReasons = new Set(['dailyLimitExceeded', 'dailyLimitExceededUnreg'])
const quotaReasons = new Set([
  ...dailyReasons,
  'quotaExceeded',
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'variableTermLimitExceeded',
  'RATE_LIMIT_EXCEEDED',
  'RESOURCE_QUOTA_EXCEEDED',
])

/** Names what an answer of one of Google's JSON APIs means; undefined leaves it to the general rules. */
export function classifyGoogle(answer: VendorAnswer, rules: GoogleRules = {}): Problem | undefined {
  if (answer.status < 400) return undefined
  const failure = readFailure(answer.body)
  if (failure === undefined) return undefined
  const details = { detail: `Google answered: ${failure.message}`, upstream: upstreamOf(failure, answer) }
  return rules.special?.(failure, details, answer) ?? general(failure, details, answer, rules)
}

function general(
  failure: GoogleFailure,
  details: ProblemDetails,
  { headers }: VendorAnswer,
  { pointerOf }: GoogleRules,
): Problem | undefined {
  const { code, reasons, retryDelay } = failure
  const isQuota = reasons.some((reason) => quotaReasons.has(reason))
  if (code === 429 || (code === 403 && isQuota)) {
    const isDaily = reasons.some((reason) => dailyReasons.has(reason))
    const retryAfter = retryDelay ?? (isDaily ? secondsToPacificMidnight(dateOf(headers)) : undefined)
    return new Problem('vendor_rate_limited', {
      ...details,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
  }
  switch (code) {
    case 400: {
      const errors = failure.fields.flatMap((violation): FieldError[] => {
        const path = pointerOf?.(violation)
        return path === undefined ? [] : [{ path, message: violation.description }]
      })
      return new Problem('vendor_rejected', { ...details, ...(errors.length === 0 ? {} : { errors }) })
    }
    case 401:
      return new Problem('connection_unauthorized', details)
    case 403:
      return new Problem('connection_forbidden', { ...details, ...adviceFor(failure) })
    case 404:
      return new Problem('not_found', details)
    case 409:
      return new Problem('conflict', details)
    case 504:
      return new Problem('vendor_timeout', details)
    default:
      return code >= 500
        ? new Problem('vendor_error', {
            ...details,
            ...(retryDelay === undefined ? {} : { retryAfter: retryDelay }),
          })
        : undefined
  }
}

/** What to do where a permission is missing. */
function adviceFor({ reasons, links, message }: GoogleFailure): { readonly advice?: string } {
  if (reasons.includes('SERVICE_DISABLED') || reasons.includes('accessNotConfigured')) {
    const link = links[0] ?? /https:\/\/console\.\S+?(?=\s|\.?$)/.exec(message)?.[0]
    return {
      advice: `Switch the API on in the Google Cloud project of the credentials${link === undefined ? '' : ` at ${link}`}, and try again some minutes later.`,
    }
  }
  const lacksScope =
    reasons.includes('ACCESS_TOKEN_SCOPE_INSUFFICIENT') || reasons.includes('insufficientPermissions')
  return lacksScope
    ? { advice: 'Grant the connection the scopes that the operation names, by authorizing it anew.' }
    : {}
}

function upstreamOf({ code, status, reasons }: GoogleFailure, { headers }: VendorAnswer): UpstreamFacts {
  const requestId = headers['x-request-id'] ?? headers['x-goog-request-id']
  const name = reasons[0] ?? status
  return {
    status: code,
    ...(name === undefined ? {} : { code: name }),
    ...(requestId === undefined ? {} : { requestId }),
  }
}

/** When Google answered: connectors read no clock of their own. */
function dateOf(headers: VendorAnswer['headers']): number {
  return Date.parse(headers['date'] ?? '')
}

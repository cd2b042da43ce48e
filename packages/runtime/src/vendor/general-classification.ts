import { Problem, type ProblemCode, type VendorAnswer } from '@patchbay/contract'

const codeOf = (status: number): ProblemCode => {
  switch (status) {
    case 401:
      return 'connection_unauthorized'
    case 403:
      return 'connection_forbidden'
    case 404:
    case 410:
      return 'not_found'
    case 408:
    case 504:
      return 'vendor_timeout'
    case 409:
      return 'conflict'
    case 412:
      return 'precondition_failed'
    case 429:
      return 'vendor_rate_limited'
    default:
      return status >= 400 && status < 500 ? 'vendor_rejected' : 'vendor_error'
  }
}

/** What an answer means by HTTP's own rules, where its connector has nothing more precise to say. */
export function classifyByStatus({ status, headers }: VendorAnswer, now: number): Problem | undefined {
  if (status >= 200 && status < 300) return undefined
  const retryAfter = readRetryAfter(headers['retry-after'], now)
  return new Problem(codeOf(status), {
    detail: `The vendor answered with status ${status}.`,
    upstream: { status },
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
}

/** Seconds of a Retry-After header: a number, which some vendors send with decimals, or a date (RFC 9110, 10.2.3). */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value)
  // Date.parse takes almost anything: -5 is a day of 2001 to it.
  const date = /^(?:[A-Za-z]{3}|\d{4}-)/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1_000))
}

import { Problem, type ProblemDetails, type SentRequest, type VendorAnswer } from '@patchbay/contract'
import { classifyGoogle, type FieldViolation, type GoogleFailure } from '@patchbay/google'

/** Seconds after which a search may be tried again whose load was too much: the shorter of Google's two spans. */
export const loadPause = 900
/** Seconds after which a quota of a minute is there again. */
export const minutePause = 60

const pointers: Readonly<Record<string, string>> = {
  start_date: '/startDate',
  end_date: '/endDate',
  row_limit: '/limit',
  start_row: '/cursor',
  dimensions: '/dimensions',
  type: '/type',
  data_state: '/dataState',
  aggregation_type: '/aggregationType',
  dimension_filter_groups: '/filters',
  inspection_url: '/url',
  site_url: '/siteUrl',
}

/** Names what a failure of Search Console means. */
export function classify(answer: VendorAnswer, request: SentRequest): Problem | undefined {
  if (answer.body instanceof Uint8Array) return cutOff(answer.body)
  return classifyGoogle(answer, {
    pointerOf,
    special: (failure, details) => special(failure, details, request),
  })
}

/**
 * Rows are read elsewhere, when it is too late to ask again: that an answer ends as a whole one does is seen at once. A row
 * ends with a number; the answer does not, for it says last how it was counted.
 */
function cutOff(bytes: Uint8Array): Problem | undefined {
  const end = bytes.findLastIndex((byte) => byte > 0x20)
  const before = bytes.subarray(0, Math.max(0, end)).findLast((byte) => byte > 0x20) ?? 0x30
  const isDigit = before >= 0x30 && before <= 0x39
  return bytes[end] === 0x7d && !isDigit
    ? undefined
    : new Problem('vendor_error', { detail: 'The answer of Google broke off in the middle.' })
}

function pointerOf({ field, description }: FieldViolation): string | undefined {
  const name = field === '' ? (/at '([a-z_]+)/.exec(description)?.[1] ?? '') : field
  return pointers[/^[a-z_]+/.exec(name)?.[0] ?? '']
}

function special(
  { code, message, reasons }: GoogleFailure,
  details: ProblemDetails,
  { path }: SentRequest,
): Problem | undefined {
  if (code === 403 && /load quota/i.test(message)) {
    return new Problem('vendor_rate_limited', {
      ...details,
      advice:
        'Wait, and ask for fewer days at once or group and filter by page or query alone: both together are what costs most.',
      retryAfter: loadPause,
    })
  }
  // Google does not say when there is more; what is left of a day is counted here, so that it is a minute that is spent.
  const isQuota = reasons.includes('quotaExceeded') || reasons.includes('rateLimitExceeded')
  if (code === 429 || (code === 403 && isQuota)) {
    return new Problem('vendor_rate_limited', { ...details, retryAfter: minutePause })
  }
  if (code === 403 && /sufficient permission for site/.test(message)) {
    return new Problem('connection_forbidden', {
      ...details,
      advice:
        'Add the account as a user of the property in Search Console, or verify the property; sites.list shows what the account may do.',
    })
  }
  if (code === 400 && path.startsWith('/webmasters/') && /valid Search Console site URL/.test(message)) {
    return new Problem('vendor_rejected', {
      ...details,
      errors: [{ path: '/siteUrl', message: 'is no address of a property' }],
    })
  }
  return undefined
}

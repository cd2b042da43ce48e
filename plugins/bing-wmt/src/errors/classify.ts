import {
  Problem,
  type ProblemDetails,
  type SentRequest,
  type UpstreamFacts,
  type VendorAnswer,
} from '@patchbay/contract'
import { errorCodes } from './error-codes.ts'
import { classifyIndexNow } from './index-now.ts'
import { secondsToMidnight } from './midnight.ts'
import { quotaIn, type QuotaMessage } from './quota-message.ts'
import { has, readFailure, type Failure } from './read-failure.ts'

/**
 * Names what an answer of Bing means. The status says little: a wrong key and a throttled account are both
 * 400, a failure may come with 200, and whatever has no `d` did not succeed.
 */
export function classify(answer: VendorAnswer, request?: Pick<SentRequest, 'origin'>): Problem | undefined {
  const { status, body } = answer
  // The file with a key for IndexNow is the site's own: HTTP says all that there is to say.
  if (request?.origin === 'site') return undefined
  const upstream = facts(answer)
  if (request?.origin === 'indexnow' && readFailure(body) === undefined)
    return classifyIndexNow(answer, upstream)
  if (typeof body === 'string') return fromText(status, body, upstream)
  const failure = readFailure(body)
  if (failure !== undefined) return fromCode(failure, answer.headers, upstream)
  if (status >= 200 && status < 300 && !has(body, 'd'))
    return new Problem('vendor_error', { detail: 'Bing answered without a result.', upstream })
  return undefined
}

function fromCode(failure: Failure, headers: VendorAnswer['headers'], upstream: UpstreamFacts): Problem {
  const { code, message } = failure
  const facts = { ...upstream, code: String(code) }
  const quota = quotaIn(failure)
  if (quota !== undefined) return spentQuota(quota, headers['date'], facts)
  const known = errorCodes[code]
  const said = message || known?.name || `error ${code}`
  const details: ProblemDetails = { detail: `Bing answered: ${said}`, ...known?.details, upstream: facts }
  if (known === undefined) return new Problem('vendor_error', { ...details, retryable: false })
  return new Problem(known.problem, details)
}

function spentQuota(quota: QuotaMessage, date: string | undefined, upstream: UpstreamFacts): Problem {
  const { left, submitted } = quota
  const now = Date.parse(date ?? '')
  const isPart = left > 0 && submitted !== undefined
  return new Problem('vendor_rate_limited', {
    detail: isPart
      ? `Bing takes ${left} more URLs of this site today and was sent ${submitted}; it took none of them.`
      : 'The quota of URL submissions of this site is spent.',
    advice: isPart
      ? `Send at most ${left} URLs, or wait until the quota starts anew.`
      : 'Wait until the quota starts anew; submission.quota shows what is left.',
    ...(Number.isNaN(now) ? {} : { retryAfter: secondsToMidnight(now) }),
    upstream,
  })
}

/** Bing's JSON methods answer in text, mostly HTML, only when a request never reached them. */
function fromText(status: number, text: string, upstream: UpstreamFacts): Problem | undefined {
  switch (status) {
    case 400:
      return new Problem('vendor_rejected', { detail: 'Bing could not read a parameter.', upstream })
    case 404:
      // Half a page is no answer: whatever stands between has cut it.
      if (!/<\/html>\s*$/i.test(text) && !/endpoint not found/i.test(text))
        return new Problem('vendor_error', { detail: 'Bing answered with a page instead of data.', upstream })
      return new Problem('vendor_rejected', {
        detail: 'Bing does not offer this method.',
        advice: 'Do without it: Bing lists methods that it does not serve.',
        upstream,
      })
    case 405:
      return new Problem('vendor_error', {
        detail: 'Bing does not serve this method in this way.',
        advice: 'Report it: the connector has to change.',
        retryable: false,
        upstream,
      })
    default:
      return status >= 500 || (status >= 200 && status < 300)
        ? new Problem('vendor_error', { detail: 'Bing answered with a page instead of data.', upstream })
        : undefined
  }
}

function facts({ status, headers }: VendorAnswer): UpstreamFacts {
  const requestId = headers['x-msedge-ref']
  return requestId === undefined ? { status } : { status, requestId }
}

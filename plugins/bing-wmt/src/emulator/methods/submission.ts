import { data, failure, typed } from '../answers.ts'
import { isOfSite, onSite, text, type Methods } from '../method.ts'
import { quotaLeft, useQuota } from '../state.ts'

const largestBatch = 500

const quota = (type: string, { daily, monthly }: { daily: number; monthly: number }) =>
  data(typed(type, { DailyQuota: daily, MonthlyQuota: monthly }))

export const submission: Methods = {
  GetUrlSubmissionQuota: onSite('GET', (site, { state, now }) =>
    quota('UrlSubmissionQuota', quotaLeft(state, site, now)),
  ),
  // Nothing here submits content, so nothing is ever used of this.
  GetContentSubmissionQuota: onSite('GET', () =>
    quota('ContentSubmissionQuota', { daily: 100, monthly: 3_000 }),
  ),
  SubmitUrl: onSite('POST', (site, call) => {
    const { state, now } = call
    const url = text(call, 'url')
    if (url === undefined) return failure(8)
    if (!isOfSite(site, url)) return failure(7)
    if (left(quotaLeft(state, site, now)) < 1)
      return failure(state.profile.quotaErrorCode, exceeded(site.urlQuota.daily))
    useQuota(state, site, now, 1)
    return data(null)
  }),
  SubmitUrlBatch: onSite('POST', (site, { parameters, state, now }) => {
    const urls: unknown = parameters['urlList']
    if (!Array.isArray(urls) || urls.length === 0 || urls.length > largestBatch) return failure(8)
    if (!urls.every((url) => typeof url === 'string' && isOfSite(site, url))) return failure(7)
    const remaining = left(quotaLeft(state, site, now))
    if (urls.length > remaining)
      return failure(
        state.profile.quotaErrorCode,
        remaining < 1
          ? exceeded(site.urlQuota.daily)
          : `Quota remaining for today: ${remaining}, Submitted: ${urls.length}`,
      )
    useQuota(state, site, now, urls.length)
    return data(null)
  }),
}

function left({ daily, monthly }: { daily: number; monthly: number }): number {
  return Math.min(daily, monthly)
}

function exceeded(daily: number): string {
  return `You have exceeded your daily url submission quota : ${daily}`
}

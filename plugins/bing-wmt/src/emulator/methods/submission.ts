import { data, failure, typed } from '../answers.ts'
import { dayOf } from '../calendar.ts'
import { isOfSite, onSite, text, whole, type Methods } from '../method.ts'
import { recordsOf } from '../records.ts'
import { quotaLeft, useQuota } from '../state.ts'

const largestBatch = 500
const contentQuota = { daily: 100, monthly: 3_000 }

const quota = (type: string, { daily, monthly }: { daily: number; monthly: number }) =>
  data(typed(type, { DailyQuota: daily, MonthlyQuota: monthly }))

export const submission: Methods = {
  GetUrlSubmissionQuota: onSite('GET', (site, { state, now }) =>
    quota('UrlSubmissionQuota', quotaLeft(state, site, now)),
  ),
  GetContentSubmissionQuota: onSite('GET', (site, { state, now }) => {
    const used = recordsOf(state, site, now).contents.get(dayOf(now)) ?? 0
    return quota('ContentSubmissionQuota', {
      daily: contentQuota.daily - used,
      monthly: contentQuota.monthly - used,
    })
  }),
  SubmitContent: onSite('POST', (site, call) => {
    const { state, now, parameters } = call
    const [url, message] = [text(call, 'url'), text(call, 'httpMessage')]
    const audience = whole(call, 'dynamicServing')
    if (url === undefined || message === undefined || audience === undefined) return failure(8)
    if (audience < 0 || audience > 5 || typeof parameters['structuredData'] !== 'string') return failure(8)
    if (!isOfSite(site, url)) return failure(7)
    const bytes = Buffer.from(message, 'base64')
    const isMessage = bytes.subarray(0, 9).toString('latin1') === 'HTTP/1.1 ' && bytes.includes('\r\n\r\n')
    if (!isMessage || bytes.length > 10 * 1024 * 1024) return failure(8)
    const { contents } = recordsOf(state, site, now)
    const used = contents.get(dayOf(now)) ?? 0
    if (used >= contentQuota.daily)
      return failure(
        state.profile.quotaErrorCode,
        `You have exceeded your daily content submission quota : ${contentQuota.daily}`,
      )
    contents.set(dayOf(now), used + 1)
    return data(null)
  }),
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

import type { LimitObservation, SentRequest, VendorAnswer } from '@patchbay/contract'
import { readFailure } from '@patchbay/google'
import type { limits } from '../limits.ts'
import { loadPause, minutePause } from './classify.ts'

type Observations = { readonly [L in keyof typeof limits]?: LimitObservation }

/** What a refusal tells about quotas, of which Google says nothing before they are spent. */
export function learn(answer: VendorAnswer, { path }: SentRequest): Observations | undefined {
  if (answer.status !== 403 && answer.status !== 429) return undefined
  const failure = readFailure(answer.body)
  if (failure === undefined) return undefined
  const { code, message, reasons } = failure
  const isQuota = code === 429 || reasons.includes('quotaExceeded') || /quota exceeded/i.test(message)
  if (!isQuota) return undefined
  if (path.endsWith('/searchAnalytics/query')) {
    return { siteSearches: { pausedFor: /load/i.test(message) ? loadPause : minutePause } }
  }
  if (path.endsWith('/index:inspect')) return { siteInspections: { pausedFor: minutePause } }
  if (path.endsWith('/urlNotifications:publish')) return { notificationsToday: { left: 0 } }
  return { userLookupsAMinute: { pausedFor: minutePause } }
}

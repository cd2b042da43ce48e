import type { LimitObservation, SentRequest, VendorAnswer } from '@patchbay/contract'
import { quotaIn } from './errors/quota-message.ts'
import { has, readFailure } from './errors/read-failure.ts'

type Quotas = 'urlSubmissions' | 'contentSubmissions'

/** Which quota a method tells of, or takes from. */
const quotaOf: Readonly<Record<string, Quotas>> = {
  GetUrlSubmissionQuota: 'urlSubmissions',
  SubmitUrl: 'urlSubmissions',
  SubmitUrlBatch: 'urlSubmissions',
  GetContentSubmissionQuota: 'contentSubmissions',
  SubmitContent: 'contentSubmissions',
}

/**
 * What an answer tells of the quota of a site. A refusal for lack of it is about that site and that quota: without this
 * all of the connection would be held back until midnight.
 */
export function learn(
  { body }: VendorAnswer,
  { path }: Pick<SentRequest, 'path'>,
): { readonly [Q in Quotas]?: LimitObservation } | undefined {
  const quota = quotaOf[path.slice(path.lastIndexOf('/') + 1)]
  if (quota === undefined) return undefined
  const failure = readFailure(body)
  const left = failure === undefined ? told(body) : quotaIn(failure)?.left
  return left === undefined ? undefined : { [quota]: { left } }
}

function told(body: unknown): number | undefined {
  if (!has(body, 'd') || !has(body.d, 'DailyQuota') || !has(body.d, 'MonthlyQuota')) return undefined
  const left = Math.min(Number(body.d.DailyQuota), Number(body.d.MonthlyQuota))
  return Number.isFinite(left) ? Math.max(0, left) : undefined
}

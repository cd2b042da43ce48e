import type { LimitObservation, SentRequest, VendorAnswer } from '@patchbay/contract'
import { readFailure } from '@patchbay/google'
import { spentQuota } from './errors/spent-quota.ts'
import type { Category, LimitId } from './limits.ts'

type Observations = { readonly [Id in LimitId]?: LimitObservation }
type Fields = Readonly<Record<string, unknown>>

/** By the quota's name: the limit's, without its category, and what a standard property has of it. */
const quotas = {
  tokensPerDay: { limit: 'TokensPerDay', standard: 200_000, premium: 2_000_000 },
  tokensPerHour: { limit: 'TokensPerHour', standard: 40_000, premium: 400_000 },
  tokensPerProjectPerHour: { limit: 'TokensPerProjectPerHour', standard: 14_000, premium: 140_000 },
} as const

/** What an answer tells of the limits: what is left of them, or for how long one is spent. */
export function learn(answer: VendorAnswer, request: SentRequest): Observations | undefined {
  // Settings take no tokens.
  if (request.origin === 'admin') return undefined
  const category = categoryOf(request.path)
  if (category === undefined) return undefined
  if (answer.status === 429) return learnFromRefusal(answer, category)
  if (answer.status >= 300) return undefined
  if (answer.body instanceof Uint8Array) return levelsOf(category, quotaInTail(answer.body))
  if (!isFields(answer.body)) return undefined
  if (request.path.endsWith('/propertyQuotasSnapshot')) {
    const { corePropertyQuota, realtimePropertyQuota, funnelPropertyQuota } = answer.body
    return {
      ...levelsOf('core', corePropertyQuota),
      ...levelsOf('realtime', realtimePropertyQuota),
      ...levelsOf('funnel', funnelPropertyQuota),
    }
  }
  return levelsOf(category, quotaIn(answer.body))
}

/** What a request to this path counts as; undefined for what costs no tokens, and for chat, which has its own. */
export function categoryOf(path: string): Category | undefined {
  if (path.endsWith(':runRealtimeReport')) return 'realtime'
  if (path.endsWith(':runFunnelReport')) return 'funnel'
  return path.endsWith(':chat') ? undefined : 'core'
}

function learnFromRefusal({ body, headers }: VendorAnswer, category: Category): Observations | undefined {
  const spent = spentQuota(readFailure(body)?.message ?? '', Date.parse(headers['date'] ?? ''))
  if (spent === undefined) return undefined
  // What has no limit of its own holds back the tokens of an hour, and so everything of the category.
  const limit = spent.limit ?? 'TokensPerHour'
  return { [`${category}${limit}`]: { pausedFor: spent.seconds } }
}

function levelsOf(category: Category, quota: unknown): Observations | undefined {
  if (!isFields(quota)) return undefined
  const observations: Record<string, LimitObservation> = {}
  for (const [name, { limit, standard, premium }] of Object.entries(quotas)) {
    const status = quota[name]
    if (!isFields(status)) continue
    const { remaining, consumed } = status
    const left = typeof remaining === 'number' ? remaining : 0
    observations[`${category}${limit}`] = {
      ...(typeof consumed === 'number' ? { cost: consumed } : {}),
      left,
      ...(left > standard ? { capacity: premium } : {}),
    }
  }
  return observations
}

/** In batches every report tells it; the last one is the latest. */
function quotaIn(body: Fields): unknown {
  if (body['propertyQuota'] !== undefined) return body['propertyQuota']
  const reports = body['reports'] ?? body['pivotReports']
  const last: unknown = Array.isArray(reports) ? reports.at(-1) : undefined
  return isFields(last) ? last['propertyQuota'] : undefined
}

const decoder = new TextDecoder()
// Quotas come after the rows, and take less than this.
const tailLength = 4_096

/** What the end of an answer says that is too big to be parsed here. */
function quotaInTail(bytes: Uint8Array): unknown {
  const tail = decoder.decode(bytes.subarray(Math.max(0, bytes.length - tailLength)))
  const start = tail.lastIndexOf('"propertyQuota"')
  const text = /\{(?:[^{}]|\{[^{}]*\})*\}/.exec(tail.slice(start))?.[0]
  if (start === -1 || text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

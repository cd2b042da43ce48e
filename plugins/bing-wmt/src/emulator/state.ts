import { dayOf, lastReportedDay } from './calendar.ts'
import type { Profile } from './profile.ts'
import type { SiteRecords } from './records.ts'
import { noTokens, type Tokens } from './oauth/tokens.ts'
import { sites, type Site } from './seed/sites.ts'
import { visitsOf, type Visits } from './seed/traffic.ts'
import { createThrottle, type Throttle } from './throttle.ts'

/** What a site has used of its quota of URL submissions. */
interface Usage {
  day: number
  month: string
  today: number
  thisMonth: number
}

export interface State {
  readonly profile: Profile
  readonly keys: ReadonlySet<string>
  /** In the account. A site that changes is another object. */
  sites: readonly Site[]
  /** By the url of the site. */
  readonly records: Map<string, SiteRecords>
  readonly throttle: Throttle
  readonly tokens: Tokens
  /** Keys whose file IndexNow has looked at. */
  readonly indexNowKeys: Set<string>
  /** Submissions by IndexNow so far. */
  indexNowCalls: number
  /** By the url of the site. */
  readonly usage: Map<string, Usage>
  /** The visits last asked for, by the url of the site. */
  readonly visits: Map<string, { readonly lastDay: number; readonly visits: readonly Visits[] }>
  /** Requests so far, which number the references in the answers. */
  requests: number
}

/** The key of the seeded account. */
export const seededKey = '0123456789abcdef0123456789abcdef'

/** The key for IndexNow that the seeded shop shows in its file. */
export const seededIndexNowKey = 'fernhill-2f6b1c9e4d'

export function seed(profile: Profile): State {
  return {
    profile,
    keys: new Set([seededKey]),
    sites,
    records: new Map(),
    throttle: createThrottle(profile),
    tokens: noTokens(),
    indexNowKeys: new Set(),
    indexNowCalls: 0,
    usage: new Map(),
    visits: new Map(),
    requests: 0,
  }
}

/**
 * The visits that reports are made of at a time. They take some milliseconds to make up, so they are kept.
 */
export function reportedVisits(state: State, site: Site, now: number): readonly Visits[] {
  const lastDay = lastReportedDay(now)
  const kept = state.visits.get(site.url)
  if (kept?.lastDay === lastDay) return kept.visits
  const visits = visitsOf(site, lastDay)
  state.visits.set(site.url, { lastDay, visits })
  return visits
}

/** What is left of a site's quota of URL submissions. It starts anew at midnight UTC and with each month. */
export function quotaLeft(state: State, site: Site, now: number): { daily: number; monthly: number } {
  const { today, thisMonth } = usageOf(state, site, now)
  return { daily: site.urlQuota.daily - today, monthly: site.urlQuota.monthly - thisMonth }
}

/** Every URL counts, whether it was sent before or not. */
export function useQuota(state: State, site: Site, now: number, urls: number): void {
  const usage = usageOf(state, site, now)
  usage.today += urls
  usage.thisMonth += urls
}

function usageOf(state: State, site: Site, now: number): Usage {
  const day = dayOf(now)
  const month = new Date(now).toISOString().slice(0, 7)
  const usage = state.usage.get(site.url) ?? { day, month, today: 0, thisMonth: 0 }
  state.usage.set(site.url, usage)
  if (usage.day !== day) Object.assign(usage, { day, today: 0 })
  if (usage.month !== month) Object.assign(usage, { month, thisMonth: 0 })
  return usage
}

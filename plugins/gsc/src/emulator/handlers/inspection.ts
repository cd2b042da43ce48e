import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { refusal } from '@patchbay/google/emulator'
import { isSite, json, siteOf, type Call, type Handler } from '../call.ts'
import { chance } from '../seed/chance.ts'
import { seriesIn } from '../state.ts'
import type { Site } from '../seed/sites.ts'

const minute = 60_000
const day = 86_400_000

/** Google says the same of the minute's quota and of the day's, and not when there is more. */
const spent = (site: string): EmulatorAnswer =>
  refusal(429, `Quota exceeded for ${site}.`, 'RESOURCE_EXHAUSTED', { reason: 'rateLimitExceeded' })

export const inspection: Readonly<Record<string, Handler>> = {
  'searchconsole.urlInspection.index.inspect': (call) => {
    const { inspectionUrl, siteUrl } = (call.body ?? {}) as { inspectionUrl?: string; siteUrl?: string }
    const site = siteOf(call, siteUrl ?? '')
    if (!isSite(site)) return site
    if (inspectionUrl === undefined || !isWithin(site, inspectionUrl)) {
      return refusal(
        400,
        'You do not own this site, or the inspected URL is not part of this property.',
        'INVALID_ARGUMENT',
      )
    }
    const { meter, profile } = call.state
    const { inspectionsPerMinute, inspectionsPerDay } = profile
    const isAdmitted =
      meter.takeInSpan(`inspections of ${site.url}`, 1, inspectionsPerMinute, minute, call.now) &&
      meter.takeToday(`inspections of ${site.url}`, inspectionsPerDay, call.now)
    return isAdmitted ? json({ inspectionResult: inspect(call, site, inspectionUrl) }) : spent(site.url)
  },
}

export function isWithin({ url }: Pick<Site, 'url'>, page: string): boolean {
  if (!URL.canParse(page)) return false
  if (!url.startsWith('sc-domain:')) return page.startsWith(url)
  const { hostname } = new URL(page)
  const domain = url.slice('sc-domain:'.length)
  return hostname === domain || hostname.endsWith(`.${domain}`)
}

/** What is true of the pages that the emulator knows, by what their addresses end with. */
const states = {
  excluded: {
    coverageState: 'Excluded by ‘noindex’ tag',
    indexingState: 'BLOCKED_BY_META_TAG',
    verdict: 'NEUTRAL',
  },
  missing: { coverageState: 'Not found (404)', pageFetchState: 'NOT_FOUND', verdict: 'FAIL' },
  blocked: {
    coverageState: 'Blocked by robots.txt',
    robotsTxtState: 'DISALLOWED',
    pageFetchState: 'BLOCKED_ROBOTS_TXT',
    verdict: 'NEUTRAL',
  },
  failing: { coverageState: 'Server error (5xx)', pageFetchState: 'SERVER_ERROR', verdict: 'FAIL' },
  duplicate: {
    coverageState: 'Duplicate, Google chose different canonical than user',
    verdict: 'NEUTRAL',
  },
  waiting: { coverageState: 'Crawled - currently not indexed', verdict: 'NEUTRAL' },
} as const

function inspect({ state, now }: Call, site: Site, url: string) {
  const inspectionResultLink = `https://search.google.com/search-console/inspect?resource_id=${encodeURIComponent(site.url)}&id=emulated`
  const ending = /([a-z]+)\/?$/.exec(new URL(url).pathname)?.[1] ?? ''
  const special = Object.hasOwn(states, ending) ? states[ending as keyof typeof states] : undefined
  const isKnown =
    special !== undefined ||
    url === `${site.origin}/` ||
    seriesIn(state, site).some(({ page }) => page === url)
  const mobileUsabilityResult = { verdict: 'VERDICT_UNSPECIFIED' }
  if (!isKnown) {
    const indexStatusResult = { verdict: 'NEUTRAL', coverageState: 'URL is unknown to Google' }
    return { inspectionResultLink, indexStatusResult, mobileUsabilityResult }
  }
  const crawled = new Date(Math.floor(now / day) * day - Math.floor(chance('crawl', url) * 20 + 1) * day)
  const isDuplicate = special === states.duplicate
  return {
    inspectionResultLink,
    indexStatusResult: {
      verdict: 'PASS',
      coverageState: 'Submitted and indexed',
      robotsTxtState: 'ALLOWED',
      indexingState: 'INDEXING_ALLOWED',
      pageFetchState: 'SUCCESSFUL',
      lastCrawlTime: crawled.toISOString().replace('.000', ''),
      googleCanonical: isDuplicate ? `${site.origin}/` : url,
      userCanonical: url,
      sitemap: [`${site.origin}/sitemap.xml`],
      referringUrls: [`${site.origin}/`],
      crawledAs: 'MOBILE',
      ...special,
    },
    mobileUsabilityResult,
    ...(special === undefined && chance('rich', url) < 0.5
      ? {
          richResultsResult: {
            verdict: chance('rich', url) < 0.2 ? 'FAIL' : 'PASS',
            detectedItems: [
              {
                richResultType: 'Breadcrumbs',
                items: [
                  {
                    name: 'Unnamed item',
                    ...(chance('rich', url) < 0.2
                      ? { issues: [{ issueMessage: 'Missing field "item"', severity: 'ERROR' }] }
                      : {}),
                  },
                ],
              },
            ],
          },
        }
      : {}),
  }
}

import type { Method, Methods } from './method.ts'
import { crawl } from './methods/crawl.ts'
import { performance } from './methods/performance.ts'
import { sites } from './methods/sites.ts'
import { submission } from './methods/submission.ts'
import { urls } from './methods/urls.ts'

const played: Methods = { ...sites, ...performance, ...urls, ...crawl, ...submission }

/**
 * Bing's other methods. GetChildrenUrlInfo takes POST although it only reads; GetSiteMoves is listed by Bing
 * and not there.
 */
const others: Readonly<Record<Method['verb'], readonly string[]>> = {
  GET: [
    'GetActivePagePreviewBlocks',
    'GetBlockedUrls',
    'GetChildrenUrlTrafficInfo',
    'GetConnectedPages',
    'GetCountryRegionSettings',
    'GetCrawlIssues',
    'GetCrawlSettings',
    'GetDeepLinkBlocks',
    'GetFeedDetails',
    'GetFeeds',
    'GetFetchedUrlDetails',
    'GetFetchedUrls',
    'GetKeyword',
    'GetKeywordStats',
    'GetLinkCounts',
    'GetQueryParameters',
    'GetRelatedKeywords',
    'GetSiteRoles',
    'GetUrlLinks',
  ],
  POST: [
    'AddBlockedUrl',
    'AddConnectedPage',
    'AddCountryRegionSettings',
    'AddDeepLinkBlock',
    'AddPagePreviewBlock',
    'AddQueryParameter',
    'AddSite',
    'AddSiteRoles',
    'EnableDisableQueryParameter',
    'FetchUrl',
    'GetChildrenUrlInfo',
    'RemoveBlockedUrl',
    'RemoveCountryRegionSettings',
    'RemoveDeepLinkBlock',
    'RemoveFeed',
    'RemovePagePreviewBlock',
    'RemoveQueryParameter',
    'RemoveSite',
    'RemoveSiteRole',
    'SaveCrawlSettings',
    'SubmitContent',
    'SubmitFeed',
    'SubmitSiteMove',
    'VerifySite',
  ],
}

// Bing does not mind the case of a method's name.
const methods = new Map<string, Method>(
  Object.entries(played).map(([name, method]) => [name.toLowerCase(), method]),
)
const verbs = new Map<string, Method['verb']>(
  (['GET', 'POST'] as const).flatMap((verb) => others[verb].map((name) => [name.toLowerCase(), verb])),
)

export function findMethod(name: string): Method | undefined {
  return methods.get(name.toLowerCase())
}

/** The verb of a method that Bing has, whether the emulator plays it or not. */
export function verbOf(name: string): Method['verb'] | undefined {
  return findMethod(name)?.verb ?? verbs.get(name.toLowerCase())
}

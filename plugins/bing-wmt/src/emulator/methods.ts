import type { Method, Methods } from './method.ts'
import { crawl } from './methods/crawl.ts'
import { performance } from './methods/performance.ts'
import { sites } from './methods/sites.ts'
import { submission } from './methods/submission.ts'
import { urls } from './methods/urls.ts'

const played: Methods = { ...sites, ...performance, ...urls, ...crawl, ...submission }

/** Bing's other methods that only take POST. GetChildrenUrlInfo is one although it only reads. */
const otherPostMethods = [
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
]

// Bing does not mind the case of a method's name.
const methods = new Map<string, Method>(
  Object.entries(played).map(([name, method]) => [name.toLowerCase(), method]),
)
const postOnly = new Set(otherPostMethods.map((name) => name.toLowerCase()))

export function findMethod(name: string): Method | undefined {
  return methods.get(name.toLowerCase())
}

/** Whether Bing has this method and takes it by POST alone. */
export function isPostOnly(name: string): boolean {
  return postOnly.has(name.toLowerCase())
}

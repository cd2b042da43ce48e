import { defineConnector } from '@patchbay/contract'
import * as blockedUrls from './operations/blocked-urls.ts'
import * as connectedPages from './operations/connected-pages.ts'
import * as connection from './operations/connection.ts'
import * as crawlIssues from './operations/crawl-issues.ts'
import * as crawlSettings from './operations/crawl-settings.ts'
import * as crawl from './operations/crawl.ts'
import * as deepLinkBlocks from './operations/deep-link-blocks.ts'
import * as fetches from './operations/fetches.ts'
import * as geoSettings from './operations/geo-settings.ts'
import * as indexNow from './operations/index-now.ts'
import * as keywordResearch from './operations/keyword-research.ts'
import * as keywords from './operations/keywords.ts'
import * as links from './operations/links.ts'
import * as pagePreviewBlocks from './operations/page-preview-blocks.ts'
import { compare } from './operations/performance-compare.ts'
import { pairs } from './operations/performance-pairs.ts'
import { query } from './operations/performance-query.ts'
import { timeseries } from './operations/performance-timeseries.ts'
import * as queryParameters from './operations/query-parameters.ts'
import * as siteChanges from './operations/site-changes.ts'
import * as siteHealth from './operations/site-health.ts'
import * as siteMoves from './operations/site-moves.ts'
import * as siteRoles from './operations/site-roles.ts'
import * as siteVerification from './operations/site-verification.ts'
import * as sitemapHealth from './operations/sitemap-health.ts'
import * as sitemaps from './operations/sitemaps.ts'
import * as sites from './operations/sites.ts'
import { submitContent } from './operations/submission-content.ts'
import { submitOne } from './operations/submission-one.ts'
import * as submission from './operations/submission.ts'
import * as urlChildren from './operations/url-children.ts'
import * as urls from './operations/urls.ts'
import { prompts } from './prompts.ts'
import { resources } from './resources.ts'
import { vendor } from './vendor.ts'

export default defineConnector({
  id: 'bing-wmt',
  title: 'Bing Webmaster Tools',
  description:
    'How sites do in Bing: clicks, impressions and positions by query and page, crawling, single URLs, links, sitemaps ' +
    'and keywords; submission of URLs within the daily quota and by IndexNow; and the settings of sites.',
  stability: 'beta',
  vendor,
  check: 'connection.check',
  objectives: {
    availability: { target: 0.99 },
    latency: { target: 0.9, threshold: '5s' },
    freshness: { target: 0.99 },
  },
  operations: {
    'connection.check': connection.check,
    'sites.list': sites.list,
    'sites.get': sites.get,
    'sites.add': siteChanges.add,
    'sites.verify': siteChanges.verify,
    'sites.remove': siteChanges.remove,
    'site-verification.get': siteVerification.get,
    'site.health': siteHealth.health,
    'site-roles.list': siteRoles.list,
    'site-roles.add': siteRoles.add,
    'site-roles.remove': siteRoles.remove,
    'performance.query': query,
    'performance.timeseries': timeseries,
    'performance.compare': compare,
    'performance.pairs': pairs,
    'urls.inspect': urls.inspect,
    'urls.list_children': urlChildren.listChildren,
    'urls.list_children_traffic': urlChildren.listChildrenTraffic,
    'links.count': links.count,
    'links.list': links.list,
    'crawl.stats': crawl.stats,
    'crawl.issues': crawlIssues.issues,
    'crawl-settings.get': crawlSettings.get,
    'crawl-settings.save': crawlSettings.save,
    'sitemaps.list': sitemaps.list,
    'sitemaps.get': sitemaps.get,
    'sitemaps.submit': sitemaps.submit,
    'sitemaps.remove': sitemaps.remove,
    'sitemaps.health': sitemapHealth.health,
    'submission.quota': submission.quota,
    'submission.submit': submission.submit,
    'submission.submit_one': submitOne,
    'submission.submit_content': submitContent,
    'index-now.submit': indexNow.submit,
    'index-now.verify_key': indexNow.verifyKey,
    'fetches.request': fetches.request,
    'fetches.list': fetches.list,
    'fetches.get': fetches.get,
    'keywords.get': keywords.get,
    'keywords.stats': keywords.stats,
    'keywords.related': keywords.related,
    'keywords.research': keywordResearch.research,
    'blocked-urls.list': blockedUrls.list,
    'blocked-urls.add': blockedUrls.add,
    'blocked-urls.remove': blockedUrls.remove,
    'page-preview-blocks.list': pagePreviewBlocks.list,
    'page-preview-blocks.add': pagePreviewBlocks.add,
    'page-preview-blocks.remove': pagePreviewBlocks.remove,
    'query-parameters.list': queryParameters.list,
    'query-parameters.add': queryParameters.add,
    'query-parameters.remove': queryParameters.remove,
    'query-parameters.set_enabled': queryParameters.setEnabled,
    'geo-settings.list': geoSettings.list,
    'geo-settings.add': geoSettings.add,
    'geo-settings.remove': geoSettings.remove,
    'deep-link-blocks.list': deepLinkBlocks.list,
    'deep-link-blocks.add': deepLinkBlocks.add,
    'deep-link-blocks.remove': deepLinkBlocks.remove,
    'connected-pages.list': connectedPages.list,
    'connected-pages.add': connectedPages.add,
    'site-moves.list': siteMoves.list,
    'site-moves.submit': siteMoves.submit,
  },
  prompts,
  resources,
  emulator: () => import('./emulator/index.ts'),
})

import { defineConnector } from '@patchbay/contract'
import * as crawl from './operations/crawl.ts'
import { query } from './operations/performance-query.ts'
import { timeseries } from './operations/performance-timeseries.ts'
import * as sites from './operations/sites.ts'
import * as submission from './operations/submission.ts'
import * as urls from './operations/urls.ts'
import { vendor } from './vendor.ts'

export default defineConnector({
  id: 'bing-wmt',
  title: 'Bing Webmaster Tools',
  description:
    'How sites do in Bing: clicks, impressions and positions by query and page, crawling, single URLs, ' +
    'and submission of URLs within the daily quota.',
  stability: 'beta',
  vendor,
  check: 'sites.list',
  operations: {
    'sites.list': sites.list,
    'performance.query': query,
    'performance.timeseries': timeseries,
    'urls.inspect': urls.inspect,
    'crawl.stats': crawl.stats,
    'submission.quota': submission.quota,
    'submission.submit': submission.submit,
  },
  emulator: () => import('./emulator/index.ts'),
})

import { defineConnector } from '@patchbay/contract'
import { indexing } from './operations/indexing.ts'
import { causes } from './operations/insight-causes.ts'
import { changes } from './operations/insight-changes.ts'
import { series } from './operations/insight-series.ts'
import { insights } from './operations/insights.ts'
import { overviews } from './operations/overview.ts'
import { quotas } from './operations/quotas.ts'
import { reports } from './operations/reports.ts'
import { searchAnalytics } from './operations/search-analytics.ts'
import { searchExport } from './operations/search-export.ts'
import { searchPresets } from './operations/search-presets.ts'
import { searchTotals } from './operations/search-totals.ts'
import { sitemaps } from './operations/sitemaps.ts'
import { sites } from './operations/sites.ts'
import { urls } from './operations/urls.ts'
import { verification } from './operations/verification.ts'
import { prompts } from './prompts.ts'
import { resources } from './resources.ts'
import { gsc } from './vendor.ts'

export default defineConnector({
  id: 'gsc',
  title: 'Google Search Console',
  description:
    'How sites do in Google Search: clicks, impressions and positions, what they mean, sitemaps, the state of single URLs, and who owns what.',
  stability: 'beta',
  vendor: gsc,
  operations: {
    ...sites,
    ...overviews,
    ...searchAnalytics,
    ...searchTotals,
    ...searchPresets,
    ...searchExport,
    ...changes,
    ...insights,
    ...causes,
    ...series,
    ...reports,
    ...sitemaps,
    ...urls,
    ...indexing,
    ...verification,
    ...quotas,
  },
  check: 'sites.list',
  objectives: {
    availability: { target: 0.995 },
    latency: { target: 0.95, threshold: '2.5s' },
    freshness: { target: 0.99 },
  },
  prompts,
  resources,
  emulator: () => import('./emulator/index.ts'),
})

import type { Resources } from '@patchbay/contract'

const completions = { siteUrl: { operation: 'sites.list', list: 'sites', field: 'siteUrl' } } as const

export const resources: Resources = {
  'gsc://sites': {
    title: 'Sites',
    description: 'All properties of the account, and what it may do with each.',
    operation: 'sites.list',
  },
  'gsc://sites/{siteUrl}/report': {
    title: 'Report of a site',
    description: 'How a site does in Google Search: the last 28 days against the 28 before.',
    mimeType: 'text/markdown',
    operation: 'reports.generate',
    completions,
  },
  'gsc://sites/{siteUrl}/sitemaps': {
    title: 'Sitemaps of a site',
    description: 'The sitemaps of a site with their errors and warnings.',
    operation: 'sitemaps.list',
    completions,
  },
}

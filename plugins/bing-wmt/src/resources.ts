import type { Resources } from '@patchbay/contract'

const completions = { siteUrl: { operation: 'sites.list', list: 'sites', field: 'url' } } as const

export const resources: Resources = {
  'bing-wmt://sites': {
    title: 'Sites',
    description: 'All sites of the account, and whether they are verified.',
    operation: 'sites.list',
  },
  'bing-wmt://sites/{siteUrl}/health': {
    title: 'Health of a site',
    description: 'What Bing complains about: crawling, issues, sitemaps, traffic.',
    operation: 'site.health',
    completions,
  },
  'bing-wmt://sites/{siteUrl}/submission-quota': {
    title: 'Quota of submissions',
    description: 'How many URLs may still be submitted today and this month.',
    operation: 'submission.quota',
    completions,
  },
}

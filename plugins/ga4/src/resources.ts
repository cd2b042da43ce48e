import type { Resources } from '@patchbay/contract'

export const resources: Resources = {
  'ga4://accounts': {
    title: 'Accounts and properties',
    description: 'All accounts that can be seen, with their properties.',
    operation: 'accounts.summaries',
  },
  'ga4://properties/{property}': {
    title: 'Property',
    description: 'Name, time zone, currency and kind of a property.',
    operation: 'properties.get',
  },
  'ga4://properties/{property}/fields': {
    title: 'Dimensions and metrics',
    description: 'What reports of a property can show, its own definitions included.',
    operation: 'metadata.get',
  },
  'ga4://properties/{property}/quota': {
    title: 'Quota',
    description: 'What is left of the quota of a property.',
    operation: 'quota.get',
  },
}

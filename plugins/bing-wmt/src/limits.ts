import type { Limit } from '@patchbay/contract'

const quotaOfSite = {
  kind: 'window',
  unit: 'urls',
  per: ['request.siteUrl'],
  // The most that was seen. What a site really has is learned from Bing before each submission.
  amount: 10_000,
  window: '1d',
  timeZone: 'UTC',
} as const

export const limits = {
  rate: {
    kind: 'bucket',
    title: 'Requests a second',
    unit: 'requests',
    per: ['connection'],
    capacity: 2,
    refillPerSecond: 2,
    source:
      'Bing publishes no rate. Two a second is the advice of people who run integrations: going over it ' +
      'locks the whole account for a time that was measured at more than an hour.',
  },
  concurrency: {
    kind: 'concurrency',
    title: 'Requests at once',
    unit: 'requests',
    per: ['connection'],
    amount: 2,
    source: 'Bing publishes none; two at once goes with the advised rate.',
  },
  urlSubmissions: {
    ...quotaOfSite,
    title: 'URLs submitted a day',
    source:
      'Differs by site, from 10 a day for a new one to 10,000, and only Bing knows it: GetUrlSubmissionQuota tells what ' +
      'is left. It starts anew at midnight UTC by the help of Bing.',
  },
  contentSubmissions: {
    ...quotaOfSite,
    title: 'Pages submitted with their content a day',
    source: 'Differs by site, and only Bing knows it: GetContentSubmissionQuota tells what is left.',
  },
} as const satisfies Record<string, Limit>

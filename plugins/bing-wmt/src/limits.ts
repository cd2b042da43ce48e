import type { Limit } from '@patchbay/contract'

/**
 * The quota of URL submissions is not among these: its amount differs by site, only Bing knows it, and a
 * submission takes as much of it as is left. `submission.submit` therefore asks for it each time.
 */
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
} as const satisfies Record<string, Limit>

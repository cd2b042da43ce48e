import type { Limit } from '@patchbay/contract'

export const limits = {
  rate: {
    kind: 'window',
    title: 'Requests a minute',
    unit: 'requests',
    per: ['connection'],
    amount: 28,
    window: '1m',
    source:
      'https://www.zoho.com/mail/help/api/rate-limits.html: 30 requests a minute, then the account is locked for a time ' +
      'that is not told. Two less than that, for clocks differ.',
  },
  concurrency: {
    kind: 'concurrency',
    title: 'Requests at once',
    unit: 'requests',
    per: ['connection'],
    amount: 4,
    source: 'Zoho publishes none; four at once leave room for others within the rate.',
  },
} as const satisfies Record<string, Limit>

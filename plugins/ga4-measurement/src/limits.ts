import type { Limit } from '@patchbay/contract'

export const limits = {
  together: {
    kind: 'concurrency',
    title: 'Requests at once',
    unit: 'requests',
    per: ['connection'],
    amount: 10,
    source: 'Google publishes none for servers that send; ten at once is what one connection needs at most.',
  },
} as const satisfies Record<string, Limit>

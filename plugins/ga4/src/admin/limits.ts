import type { Limit } from '@patchbay/contract'

/**
 * What the Admin API admits. The 1,200 requests and 600 writes a minute that a whole Cloud project has are not among
 * these: one connection cannot reach them within the 600 of its user, and which connections share a project only Google
 * knows. Where several of them go over it together, Google answers 429, and the calls wait.
 */
export const adminLimits = {
  adminRequests: {
    kind: 'window',
    title: 'Requests to the Admin API a minute',
    unit: 'requests',
    per: ['connection', 'request.admin'],
    amount: 600,
    window: '1m',
    source: 'https://developers.google.com/analytics/devguides/config/admin/v1/quotas',
  },
} as const satisfies Record<string, Limit>

/** What every request to the Admin API says of itself, so that its limits count it. */
export const aboutAdmin = { admin: 'yes' } as const

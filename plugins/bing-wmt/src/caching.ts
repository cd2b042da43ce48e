import type { CacheRule } from '@patchbay/contract'

/** How long Bing's answers stay good, by what they are about. Bing itself says nothing of it. */
export const caching = {
  sites: { ttl: '10m', staleWhileRevalidate: '1h', staleIfError: '1d' },
  /** Performance and crawling, which change once a day. */
  reports: { ttl: '3h', staleWhileRevalidate: '3h', staleIfError: '1d' },
  urls: { ttl: '15m', staleWhileRevalidate: '15m', staleIfError: '1d' },
  sitemaps: { ttl: '15m', staleWhileRevalidate: '15m', staleIfError: '1d' },
  keywords: { ttl: '24h', staleWhileRevalidate: '24h', staleIfError: '7d' },
  settings: { ttl: '10m', staleIfError: '1d' },
} as const satisfies Record<string, CacheRule>

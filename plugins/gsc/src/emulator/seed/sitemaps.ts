import type { Site } from './sites.ts'

/** A sitemap, as Google answers it: counts are texts. */
export interface Sitemap {
  readonly path: string
  readonly lastSubmitted: string
  readonly isPending: boolean
  readonly isSitemapsIndex: boolean
  readonly type?: string
  readonly lastDownloaded?: string
  readonly warnings?: string
  readonly errors?: string
  readonly contents?: ReadonlyArray<{
    readonly type: string
    readonly submitted: string
    readonly indexed: string
  }>
}

const day = 86_400_000

/** The sitemaps of a site at the start: one that is well, one with errors and an index; none where it is not verified. */
export function seededSitemaps(site: Site, now: number): Map<string, Sitemap> {
  if (site.permission === 'siteUnverifiedUser') return new Map()
  const midnight = Math.floor(now / day) * day
  const at = (age: number): string => new Date(midnight - age * day + 21_600_000).toISOString()
  const sitemaps: Sitemap[] = [
    {
      path: `${site.origin}/sitemap.xml`,
      lastSubmitted: at(40),
      isPending: false,
      isSitemapsIndex: false,
      type: 'sitemap',
      lastDownloaded: at(1),
      warnings: '0',
      errors: '0',
      contents: [{ type: 'web', submitted: '240', indexed: '0' }],
    },
    {
      path: `${site.origin}/products.xml`,
      lastSubmitted: at(12),
      isPending: false,
      isSitemapsIndex: false,
      type: 'sitemap',
      lastDownloaded: at(2),
      warnings: '2',
      errors: '1',
      contents: [
        { type: 'web', submitted: '96', indexed: '0' },
        { type: 'image', submitted: '310', indexed: '0' },
      ],
    },
    {
      path: `${site.origin}/sitemaps.xml`,
      lastSubmitted: at(90),
      isPending: false,
      isSitemapsIndex: true,
      lastDownloaded: at(3),
      warnings: '0',
      errors: '0',
      contents: [{ type: 'web', submitted: '2', indexed: '0' }],
    },
  ]
  return new Map(sitemaps.map((sitemap) => [sitemap.path, sitemap]))
}

/** What is known of a sitemap that was just submitted. */
export const submittedSitemap = (path: string, now: number): Sitemap => ({
  path,
  lastSubmitted: new Date(now).toISOString(),
  isPending: true,
  isSitemapsIndex: false,
})

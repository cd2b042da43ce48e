/** What a user may do with a property, in the words of Google's answers. */
export type WirePermission = 'siteOwner' | 'siteFullUser' | 'siteRestrictedUser' | 'siteUnverifiedUser'

/** A property of Search Console. */
export interface Site {
  readonly url: string
  permission: WirePermission
  /** Where its pages are, without a slash at the end. */
  readonly origin: string
  /** How many visits it has, as a factor. */
  readonly scale: number
  /** How many series of traffic it has: that many rows a day at most. */
  readonly series: number
}

const site = (url: string, permission: WirePermission, scale: number, series: number): Site => ({
  url,
  permission,
  origin: url.startsWith('sc-domain:')
    ? `https://www.${url.slice('sc-domain:'.length)}`
    : url.replace(/\/$/, ''),
  scale,
  series,
})

/** The properties that the account has at the start. A large one has more rows a day than Google shows. */
export const seededSites = (hasLargeSite: boolean): Site[] => [
  site('sc-domain:fernhill.example', 'siteOwner', 1, 1_500),
  site('https://www.fernhill.example/', 'siteOwner', 0.9, 1_200),
  site('https://blog.fernhill.example/', 'siteFullUser', 0.4, 600),
  site('https://shop.fernhill.example/', 'siteRestrictedUser', 0.3, 300),
  ...(hasLargeSite ? [site('sc-domain:large.example', 'siteFullUser', 500, 120_000)] : []),
  site('https://new.fernhill.example/', 'siteUnverifiedUser', 0.2, 40),
]

/** A property that somebody adds. It has visits already, which are seen once it is verified. */
export const addedSite = (url: string): Site => site(url, 'siteUnverifiedUser', 0.2, 40)

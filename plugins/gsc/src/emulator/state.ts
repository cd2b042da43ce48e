import { openTokenState, seededClient, type TokenState } from '@patchbay/google/emulator'
import type { Profile } from './profile.ts'
import type { WireRow } from './search-rows.ts'
import { seededSites, type Site } from './seed/sites.ts'
import { seriesOf, type Series } from './seed/series.ts'
import { seededSitemaps, type Sitemap } from './seed/sitemaps.ts'
import { createMeter, type Meter } from './meter.ts'

/** A site or domain that somebody has proved to own. */
export interface VerifiedResource {
  readonly type: string
  readonly identifier: string
  owners: string[]
}

/** What Google was told of a page through the Indexing API. */
export interface Notification {
  readonly url: string
  readonly type: string
  readonly notifyTime: string
}

export interface State {
  readonly profile: Profile
  readonly tokens: TokenState
  /** By address. */
  readonly sites: Map<string, Site>
  /** By the address of the site, then by their own. */
  readonly sitemaps: Map<string, Map<string, Sitemap>>
  /** By id. */
  readonly resources: Map<string, VerifiedResource>
  /** By page, the latest of each type. */
  readonly notifications: Map<string, Map<string, Notification>>
  readonly meter: Meter
  /** Made when they are first asked for: a large site has many. */
  readonly series: Map<string, Series[]>
  /** The rows last made, for the pages after the first. */
  readonly answers: Map<string, readonly WireRow[]>
}

/** A page that Google was notified of. */
const job = 'https://www.fernhill.example/jobs/florist'

export function seed(profile: Profile, now: number): State {
  const sites = new Map(seededSites(profile.hasLargeSite).map((site) => [site.url, site]))
  return {
    profile,
    tokens: openTokenState(seededClient.refreshToken),
    sites,
    sitemaps: new Map([...sites.values()].map((site) => [site.url, seededSitemaps(site, now)])),
    resources: new Map(
      ['sc-domain:fernhill.example', 'https://www.fernhill.example/'].map((url) => {
        const isDomain = url.startsWith('sc-domain:')
        const identifier = isDomain ? url.slice('sc-domain:'.length) : url
        const id = encodeURIComponent(isDomain ? `dns://${identifier}` : identifier)
        const type = isDomain ? 'INET_DOMAIN' : 'SITE'
        return [id, { type, identifier, owners: ['ada@fernhill.example'] }]
      }),
    ),
    notifications: new Map([
      [
        job,
        new Map([['URL_UPDATED', { url: job, type: 'URL_UPDATED', notifyTime: '2026-11-20T08:00:00Z' }]]),
      ],
    ]),
    meter: createMeter(),
    series: new Map(),
    answers: new Map(),
  }
}

export function seriesIn(state: State, site: Site): Series[] {
  const known = state.series.get(site.url) ?? seriesOf(site)
  state.series.set(site.url, known)
  return known
}

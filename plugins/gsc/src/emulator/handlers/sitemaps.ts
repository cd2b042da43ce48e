import { refusal } from '@patchbay/google/emulator'
import { isSite, json, nothing, siteOf, type Call, type Handler } from '../call.ts'
import { submittedSitemap, type Sitemap } from '../seed/sitemaps.ts'
import type { EmulatorAnswer } from '@patchbay/contract/emulator'

const missing = (path: string): EmulatorAnswer =>
  refusal(404, `Sitemap '${path}' was not found.`, undefined, { reason: 'notFound' })

/** Makes a handler that gets the sitemaps of the site, and the address that the call names. */
const onSite =
  (handle: (call: Call, sitemaps: Map<string, Sitemap>, feed: string) => EmulatorAnswer): Handler =>
  (call) => {
    const site = siteOf(call, call.path['siteUrl'] ?? '')
    if (!isSite(site)) return site
    return handle(call, call.state.sitemaps.get(site.url) ?? new Map(), call.path['feedpath'] ?? '')
  }

export const sitemaps: Readonly<Record<string, Handler>> = {
  'webmasters.sitemaps.list': onSite(({ query }, known) => {
    const index = query.get('sitemapIndex')
    const listed = [...known.values()].filter(({ isSitemapsIndex }) => index === null || !isSitemapsIndex)
    if (index !== null && !known.has(index)) return missing(index)
    return json(listed.length === 0 ? {} : { sitemap: listed })
  }),
  'webmasters.sitemaps.get': onSite((_, known, feed) => {
    const sitemap = known.get(feed)
    return sitemap === undefined ? missing(feed) : json(sitemap)
  }),
  'webmasters.sitemaps.submit': onSite(({ now, path }, known, feed) => {
    const host = URL.canParse(feed) ? new URL(feed).hostname : ''
    const url = path['siteUrl'] ?? ''
    const own = url.startsWith('sc-domain:') ? url.slice('sc-domain:'.length) : new URL(url).hostname
    if (host !== own && !host.endsWith(`.${own}`)) {
      return refusal(400, `'${feed}' is not a valid sitemap of '${url}'.`, 'INVALID_ARGUMENT', {
        reason: 'invalidParameter',
      })
    }
    known.set(feed, submittedSitemap(feed, now))
    return nothing
  }),
  'webmasters.sitemaps.delete': onSite((_, known, feed) => (known.delete(feed) ? nothing : missing(feed))),
}

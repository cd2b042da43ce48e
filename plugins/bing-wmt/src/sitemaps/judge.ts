import type { Sitemap } from './wire.ts'

export type SitemapState = 'good' | 'pending' | 'stale' | 'empty' | 'failed'

export interface SitemapVerdict {
  readonly state: SitemapState
  readonly reason: string
}

const dayLength = 86_400_000

/** How a sitemap does, the worst that is true of it first. `now` is in milliseconds since 1970. */
export function judgeSitemap(sitemap: Sitemap, staleAfterDays: number, now: number): SitemapVerdict {
  const { status, lastCrawled, urlCount, submitted } = sitemap
  const isPending = /^pending$/i.test(status)
  if (!isPending && !/^success$/i.test(status))
    return { state: 'failed', reason: `Bing could not read it: ${status}.` }
  if (lastCrawled === null) {
    const waited = submitted === null ? undefined : Math.floor((now - Date.parse(submitted)) / dayLength)
    return waited !== undefined && waited > staleAfterDays
      ? { state: 'stale', reason: `Bing has not read it in the ${waited} days since it was submitted.` }
      : { state: 'pending', reason: 'Bing has not read it yet.' }
  }
  const age = Math.floor((now - Date.parse(lastCrawled)) / dayLength)
  if (age > staleAfterDays) return { state: 'stale', reason: `Bing last read it ${age} days ago.` }
  if (isPending) return { state: 'pending', reason: 'Bing is about to read it again.' }
  if (urlCount === 0) return { state: 'empty', reason: 'Bing found no URLs in it.' }
  return { state: 'good', reason: `Bing read it ${age} days ago and found ${urlCount} URLs.` }
}

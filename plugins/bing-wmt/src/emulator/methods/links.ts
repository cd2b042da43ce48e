import { data, failure, typed } from '../answers.ts'
import { onSite, text, whole, type Methods } from '../method.ts'
import { chance } from '../seed/chance.ts'
import type { Site } from '../seed/sites.ts'

const pageSize = 5

/** Pages beyond the range are empty, and say that there are none. */
function pageOf<Item>(items: readonly Item[], page: number): { items: readonly Item[]; total: number } {
  const part = items.slice(page * pageSize, (page + 1) * pageSize)
  return { items: part, total: part.length === 0 ? 0 : Math.ceil(items.length / pageSize) }
}

export const links: Methods = {
  GetLinkCounts: onSite('GET', (site, call) => {
    const page = whole(call, 'page')
    if (page === undefined || page < 0) return failure(8)
    const { items, total } = pageOf(linked(site), page)
    return data(
      typed('LinkCounts', {
        Links: items.map(({ url, count }) => typed('LinkCount', { Count: count, Url: url })),
        TotalPages: total,
      }),
    )
  }),
  GetUrlLinks: onSite('GET', (site, call) => {
    const page = whole(call, 'page')
    const link = text(call, 'link')
    if (page === undefined || page < 0 || link === undefined) return failure(8)
    const count = linked(site).find(({ url }) => url === link)?.count ?? 0
    const all = Array.from({ length: count }, (_, index) => ({
      url: `https://garden-friend-${index + 1}.example/links/`,
      words: chance('words', link, index) < 0.3 ? '' : 'a shop that we like',
    }))
    const { items, total } = pageOf(all, page)
    return data(
      typed('LinkDetails', {
        Details: items.map(({ url, words }) => typed('LinkDetail', { AnchorText: words, Url: url })),
        TotalPages: total,
      }),
    )
  }),
}

/** The pages of a site that others link to, most links first. */
function linked(site: Site): Array<{ url: string; count: number }> {
  return site.paths
    .map((path) => new URL(path, site.url).href)
    .map((url) => ({ url, count: Math.floor(chance('links', url) ** 3 * 12) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
}

import { data, failure, typed } from '../answers.ts'
import { wireDate } from '../calendar.ts'
import { isOfSite, onSite, text, type Methods } from '../method.ts'
import { recordsOf } from '../records.ts'

/** How long a fetch takes. */
const delay = 120_000

export const fetches: Methods = {
  FetchUrl: onSite('POST', (site, call) => {
    const url = text(call, 'url')
    if (url === undefined) return failure(8)
    if (!isOfSite(site, url)) return failure(7)
    const records = recordsOf(call.state, site, call.now)
    records.fetches = [...records.fetches.filter((each) => each.url !== url), { url, date: call.now }]
    return data(null)
  }),
  GetFetchedUrls: onSite('GET', (site, { state, now }) =>
    data(
      recordsOf(state, site, now).fetches.map(({ url, date }) =>
        typed('FetchedUrl', { Date: wireDate(date), Expired: false, Fetched: now - date >= delay, Url: url }),
      ),
    ),
  ),
  GetFetchedUrlDetails: onSite('GET', (site, call) => {
    const url = text(call, 'url')
    const fetched = recordsOf(call.state, site, call.now).fetches.find((each) => each.url === url)
    if (fetched === undefined || call.now - fetched.date < delay) return data(null)
    const { pathname } = new URL(fetched.url)
    const isThere = site.paths.includes(pathname)
    return data(
      typed('FetchedUrlDetails', {
        Date: wireDate(fetched.date),
        Document: isThere ? `<!doctype html><title>${pathname}</title>` : '',
        Headers: 'Content-Type: text/html; charset=utf-8\r\n',
        Status: isThere ? '200 OK' : '404 Not Found',
        Url: fetched.url,
      }),
    )
  }),
}

import { data, failure, typed } from '../answers.ts'
import { wireDate } from '../calendar.ts'
import { isOfSite, onSite, text, type Methods } from '../method.ts'
import { recordsOf, type Feed } from '../records.ts'

/** "Never", as it stands in the dates of feeds. */
const never = wireDate(-11_644_473_600_000)

const wireFeed = ({ url, type, status, submitted, crawled, urls, size }: Feed) =>
  typed('Feed', {
    Compressed: url.endsWith('.gz'),
    FileSize: size,
    LastCrawled: crawled === undefined ? never : wireDate(crawled, '-0800'),
    Status: status,
    Submitted: wireDate(submitted, '-0800'),
    Type: type,
    Url: url,
    UrlCount: urls,
  })

export const feeds: Methods = {
  GetFeeds: onSite('GET', (site, { state, now }) => data(recordsOf(state, site, now).feeds.map(wireFeed))),
  GetFeedDetails: onSite('GET', (site, call) => {
    const { state, now } = call
    const url = text(call, 'feedUrl')
    const feed = recordsOf(state, site, now).feeds.find((each) => each.url === url)
    if (feed === undefined) return data([])
    if (feed.children.length > 0) return data(feed.children.map(wireFeed))
    return data(state.profile.feedDetails === 'object' ? wireFeed(feed) : [wireFeed(feed)])
  }),
  SubmitFeed: onSite('POST', (site, call) => {
    const { state, now } = call
    const url = text(call, 'feedUrl')
    if (url === undefined) return failure(8)
    if (!isOfSite(site, url)) return failure(7)
    const records = recordsOf(state, site, now)
    const known = records.feeds.find((each) => each.url === url)
    const feed: Feed = {
      url,
      type: 'Sitemap',
      crawled: undefined,
      urls: 0,
      size: 0,
      children: [],
      ...known,
      status: 'Pending',
      submitted: now,
    }
    records.feeds = [...records.feeds.filter((each) => each !== known), feed]
    return data(null)
  }),
  RemoveFeed: onSite('POST', (site, call) => {
    const records = recordsOf(call.state, site, call.now)
    const url = text(call, 'feedUrl')
    if (url === undefined) return failure(8)
    if (!records.feeds.some((each) => each.url === url)) return failure(11)
    records.feeds = records.feeds.filter((each) => each.url !== url)
    return data(null)
  }),
}

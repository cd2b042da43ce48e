import { Type, type Static } from '@patchbay/contract'
import { Answer, List } from '../wire/answer.ts'
import { timestamp, WireDate } from '../wire/date.ts'
import { Count, Moment, Text } from '../wire/fields.ts'

const WireFeed = Type.Object({
  Url: Type.String(),
  Type: Type.String(),
  Status: Type.String(),
  Submitted: WireDate,
  LastCrawled: WireDate,
  UrlCount: Type.Number(),
  FileSize: Type.Number(),
  Compressed: Type.Boolean(),
})

/** The answer of GetFeeds. */
export const FeedsAnswer = Answer(List(WireFeed))

/** The answer of GetFeedDetails, which has been seen as a list and as a single object. */
export const FeedDetailsAnswer = Answer(Type.Union([Type.Array(WireFeed), WireFeed, Type.Null()]))

/** A sitemap or feed as callers see it. */
export const Sitemap = Type.Object({
  url: Type.String(),
  type: Text('What Bing takes it for, such as Sitemap, in its own words.'),
  status: Text('How it went when Bing last read it, in its own words: Success, Pending or an error.'),
  submitted: Moment('When it was submitted.'),
  lastCrawled: Moment('When Bing last read it; null where it never did.'),
  urlCount: Count('URLs that Bing found in it.'),
  fileSize: Count('In bytes.'),
  compressed: Type.Boolean(),
})

export type Sitemap = Static<typeof Sitemap>

export function toSitemap(feed: Static<typeof WireFeed>): Sitemap {
  return {
    url: feed.Url,
    type: feed.Type,
    status: feed.Status,
    submitted: timestamp(feed.Submitted),
    lastCrawled: timestamp(feed.LastCrawled),
    urlCount: feed.UrlCount,
    fileSize: feed.FileSize,
    compressed: feed.Compressed,
  }
}

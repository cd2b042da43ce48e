import { defineOperation, Problem, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { managing, reading } from '../scopes.ts'
import { siteAnswer, siteField, siteOf } from '../site/site.ts'
import { FeedDetailsAnswer, FeedsAnswer, Sitemap, toSitemap } from '../sitemaps/wire.ts'
import { vendor } from '../vendor.ts'
import { Done, path } from '../wire/answer.ts'
import { PageUrl } from '../wire/fields.ts'

const sitemapField = { sitemapUrl: PageUrl('The full address of the sitemap or feed.') }

export const list = defineOperation(vendor, {
  title: 'List sitemaps',
  description:
    'The sitemaps and feeds of a site that Bing knows, with when it last read each and what it found. ' +
    'sitemaps.health judges them.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(siteField),
  output: Type.Object({ ...siteAnswer, sitemaps: Type.Array(Sitemap) }),
  cache: caching.sitemaps,
  examples: [
    {
      title: 'Sitemaps of a blog',
      input: { siteUrl: 'http://blog.fernhill.example/' },
      output: {
        siteUrl: 'http://blog.fernhill.example/',
        sitemaps: [
          {
            url: 'http://blog.fernhill.example/sitemap.xml',
            type: 'Sitemap',
            status: 'Success',
            submitted: '2026-01-26T09:00:00.000Z',
            lastCrawled: '2026-11-20T09:00:00.000Z',
            urlCount: 12,
            fileSize: 1600,
            compressed: false,
          },
        ],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetFeeds'), { query: { siteUrl }, response: FeedsAnswer })
    return { siteUrl, sitemaps: (body.d ?? []).map(toSitemap) }
  },
})

export const get = defineOperation(vendor, {
  title: 'Get a sitemap',
  description:
    'What Bing knows of one sitemap. For an index of sitemaps these are the sitemaps that it names, one entry each.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...siteField, ...sitemapField }),
  output: Type.Object({ ...siteAnswer, sitemapUrl: Type.String(), sitemaps: Type.Array(Sitemap) }),
  cache: caching.sitemaps,
  examples: [
    {
      title: 'An index of sitemaps',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        sitemapUrl: 'https://www.fernhill.example/sitemap.xml',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        sitemapUrl: 'https://www.fernhill.example/sitemap.xml',
        sitemaps: [
          {
            url: 'https://www.fernhill.example/sitemap-shop.xml',
            type: 'Sitemap',
            status: 'Success',
            submitted: '2026-01-26T09:00:00.000Z',
            lastCrawled: '2026-11-20T09:00:00.000Z',
            urlCount: 11,
            fileSize: 4960,
            compressed: false,
          },
          {
            url: 'https://www.fernhill.example/sitemap-guides.xml',
            type: 'Sitemap',
            status: 'Success',
            submitted: '2026-01-26T09:00:00.000Z',
            lastCrawled: '2026-11-20T09:00:00.000Z',
            urlCount: 11,
            fileSize: 4960,
            compressed: false,
          },
        ],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { sitemapUrl } = input
    const { body } = await http.get(path('GetFeedDetails'), {
      query: { siteUrl, feedUrl: sitemapUrl },
      response: FeedDetailsAnswer,
    })
    const feeds = [body.d ?? []].flat()
    if (feeds.length === 0)
      throw new Problem('not_found', {
        detail: 'Bing does not know this sitemap.',
        advice: 'sitemaps.list has those that it knows; sitemaps.submit tells it of another.',
      })
    return { siteUrl, sitemapUrl, sitemaps: feeds.map(toSitemap) }
  },
})

export const submit = defineOperation(vendor, {
  title: 'Submit a sitemap',
  description:
    'Tells Bing of a sitemap or feed (XML, RSS, Atom or text), so that it reads it soon and then again by itself. ' +
    'Submit it once, not at each change.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({ ...siteField, ...sitemapField }),
  output: Type.Object({ ...siteAnswer, sitemapUrl: Type.String() }),
  examples: [
    {
      title: 'A new sitemap',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        sitemapUrl: 'https://www.fernhill.example/sitemap-news.xml',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        sitemapUrl: 'https://www.fernhill.example/sitemap-news.xml',
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { sitemapUrl } = input
    await http.post(path('SubmitFeed'), { json: { siteUrl, feedUrl: sitemapUrl }, response: Done })
    return { siteUrl, sitemapUrl }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Remove a sitemap',
  description:
    'Has Bing forget a sitemap, and what it knew of it. The pages in it stay in the search results.',
  effect: 'destructive',
  scopes: managing,
  input: Type.Object({ ...siteField, ...sitemapField }),
  output: Type.Object({ ...siteAnswer, sitemapUrl: Type.String() }),
  examples: [
    {
      title: 'A sitemap that is gone',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        sitemapUrl: 'https://www.fernhill.example/old-sitemap.xml',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        sitemapUrl: 'https://www.fernhill.example/old-sitemap.xml',
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { sitemapUrl } = input
    await http.post(path('RemoveFeed'), { json: { siteUrl, feedUrl: sitemapUrl }, response: Done })
    return { siteUrl, sitemapUrl }
  },
})

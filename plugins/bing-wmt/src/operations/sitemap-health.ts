import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { reading } from '../scopes.ts'
import { siteAnswer, siteField, siteOf } from '../site/site.ts'
import { judgeSitemap } from '../sitemaps/judge.ts'
import { FeedsAnswer, Sitemap, toSitemap } from '../sitemaps/wire.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { Count } from '../wire/fields.ts'

const states = ['failed', 'stale', 'empty', 'pending', 'good'] as const

export const health = defineOperation(vendor, {
  title: 'Health of the sitemaps',
  description:
    'Judges each sitemap of a site: whether Bing could read it, has read it lately, and found URLs in it. Trouble comes ' +
    'first. Use it to find out why new pages are not found.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...siteField,
    staleAfterDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 365,
        default: 14,
        description: 'After how many days without being read a sitemap is stale. Default: 14.',
      }),
    ),
  }),
  output: Type.Object({
    ...siteAnswer,
    healthy: Type.Boolean({ description: 'Whether there is a sitemap, and none is failed, stale or empty.' }),
    urlCount: Count('URLs in all sitemaps together; those in several count several times.'),
    sitemaps: Type.Array(
      Type.Composite([
        Sitemap,
        Type.Object({
          state: Type.Union(states.map((state) => Type.Literal(state))),
          reason: Type.String({ description: 'Why, in a sentence.' }),
        }),
      ]),
    ),
  }),
  cache: caching.sitemaps,
  examples: [
    {
      title: 'A site with trouble',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        healthy: false,
        urlCount: 71,
        sitemaps: [
          {
            url: 'https://www.fernhill.example/old-sitemap.xml',
            type: 'Sitemap',
            status: 'Success',
            submitted: '2024-06-05T09:00:00.000Z',
            lastCrawled: '2026-08-18T09:00:00.000Z',
            urlCount: 31,
            fileSize: 4960,
            compressed: false,
            state: 'stale',
            reason: 'Bing last read it 96 days ago.',
          },
          {
            url: 'https://www.fernhill.example/feed.xml',
            type: 'RSS',
            status: 'Pending',
            submitted: '2026-11-21T09:00:00.000Z',
            lastCrawled: null,
            urlCount: 0,
            fileSize: 0,
            compressed: false,
            state: 'pending',
            reason: 'Bing has not read it yet.',
          },
          {
            url: 'https://www.fernhill.example/sitemap.xml',
            type: 'Sitemap Index',
            status: 'Success',
            submitted: '2026-01-26T09:00:00.000Z',
            lastCrawled: '2026-11-20T09:00:00.000Z',
            urlCount: 40,
            fileSize: 320,
            compressed: false,
            state: 'good',
            reason: 'Bing read it 2 days ago and found 40 URLs.',
          },
        ],
      },
    },
  ],
  async run({ input, config, http, now }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetFeeds'), { query: { siteUrl }, response: FeedsAnswer })
    const sitemaps = (body.d ?? [])
      .map(toSitemap)
      .map((sitemap) => ({ ...sitemap, ...judgeSitemap(sitemap, input.staleAfterDays ?? 14, now) }))
      .toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state))
    return {
      siteUrl,
      healthy: sitemaps.length > 0 && sitemaps.every(({ state }) => state === 'good' || state === 'pending'),
      urlCount: sitemaps.reduce((total, { urlCount }) => total + urlCount, 0),
      sitemaps,
    }
  },
})

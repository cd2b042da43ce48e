import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { reading } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { crawlDates, discoveryDates, documentFlags, httpCodes } from '../urls/filters.ts'
import { noDataAsNotFound } from '../urls/no-data.ts'
import { infoFields, toInfo, WireInfo } from '../urls/wire.ts'
import { vendor } from '../vendor.ts'
import { Answer, List, path } from '../wire/answer.ts'
import { flagsOf, ListOfNames, Named } from '../wire/code-book.ts'
import { pageField, pageOf, PageUrl } from '../wire/fields.ts'
import { typed } from '../wire/typed.ts'

const ChildrenAnswer = Answer(List(WireInfo))
const TrafficAnswer = Answer(
  List(
    Type.Object({
      Url: Type.String(),
      IsPage: Type.Boolean(),
      Clicks: Type.Number(),
      Impressions: Type.Number(),
    }),
  ),
)

const folderField = {
  url: PageUrl(
    'The folder whose children are wanted, with its last slash: the site itself, or a part of it.',
  ),
}

export const listChildren = defineOperation(vendor, {
  title: 'List child URLs',
  description:
    'The URLs right below a folder of a site that Bing knows, with what it knows of each. Use it to see what Bing has ' +
    'found and crawled. A page of the list may be shorter than the one before; it ends where `meta.next` is missing.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...siteField,
    ...folderField,
    crawled: Type.Optional(
      Named(crawlDates, {
        description: 'Only URLs that Bing crawled so lately. Default: any.',
        default: 'any',
      }),
    ),
    discovered: Type.Optional(
      Named(discoveryDates, {
        description: 'Only URLs that Bing found so lately. Default: any.',
        default: 'any',
      }),
    ),
    flags: Type.Optional(ListOfNames(documentFlags, 'Only URLs with one of these. Default: all.')),
    httpCodes: Type.Optional(ListOfNames(httpCodes, 'Only URLs that answered so. Default: all.')),
    ...pageField,
  }),
  output: Type.Object({
    ...siteAnswer,
    url: Type.String(),
    children: Type.Array(Type.Object({ url: Type.String(), ...infoFields })),
  }),
  cache: caching.urls,
  examples: [
    {
      title: 'Pages of a folder that answered with an error',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/',
        httpCodes: ['4xx'],
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/',
        children: [
          {
            url: 'https://www.fernhill.example/old-catalogue/',
            isPage: true,
            httpStatus: 404,
            documentSize: 71923,
            anchorCount: 5,
            childUrlCount: 0,
            discovered: '2025-01-10T07:52:55.555Z',
            lastCrawled: '2026-11-17T04:06:02.218Z',
          },
        ],
      },
    },
  ],
  async run({ input, config, http, report }) {
    const siteUrl = siteOf(input, config)
    const url = pageInSite(siteUrl, input.url)
    const page = pageOf(input)
    const filterProperties = typed('FilterProperties', {
      CrawlDateFilter: crawlDates.codeOf(input.crawled ?? 'any'),
      DiscoveredDateFilter: discoveryDates.codeOf(input.discovered ?? 'any'),
      DocFlagsFilters: flagsOf(documentFlags, input.flags ?? []),
      HttpCodeFilters: flagsOf(httpCodes, input.httpCodes ?? []),
    })
    const { body } = await http
      .post(path('GetChildrenUrlInfo'), {
        json: { siteUrl, url, page, filterProperties },
        response: ChildrenAnswer,
      })
      .catch(noDataAsNotFound)
    const children = body.d ?? []
    // Bing does not say how many there are: the list ends with an empty page.
    report.next(children.length > 0 ? String(page + 1) : undefined)
    return { siteUrl, url, children: children.map((child) => ({ url: child.Url, ...toInfo(child) })) }
  },
})

export const listChildrenTraffic = defineOperation(vendor, {
  title: 'Traffic of child URLs',
  description:
    'Clicks and impressions of the URLs right below a folder of a site, over all the time that Bing keeps. For a span ' +
    'of days use performance.query with dimensions=page and pageContains.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...siteField, ...folderField, ...pageField }),
  output: Type.Object({
    ...siteAnswer,
    url: Type.String(),
    children: Type.Array(
      Type.Object({
        url: Type.String(),
        isPage: infoFields.isPage,
        clicks: Type.Number(),
        impressions: Type.Number(),
      }),
    ),
  }),
  cache: caching.urls,
  examples: [
    {
      title: 'The parts of a site',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/',
        children: [
          { url: 'https://www.fernhill.example/about/', isPage: true, clicks: 1631, impressions: 5465 },
          { url: 'https://www.fernhill.example/delivery/', isPage: true, clicks: 990, impressions: 3340 },
          { url: 'https://www.fernhill.example/contact/', isPage: true, clicks: 687, impressions: 2308 },
          { url: 'https://www.fernhill.example/returns/', isPage: true, clicks: 52, impressions: 26 },
          { url: 'https://www.fernhill.example/shop/', isPage: false, clicks: 5063, impressions: 104125 },
          { url: 'https://www.fernhill.example/guides/', isPage: false, clicks: 349, impressions: 12964 },
          { url: 'https://www.fernhill.example/reviews/', isPage: false, clicks: 1176, impressions: 47915 },
          { url: 'https://www.fernhill.example/new-in/', isPage: true, clicks: 0, impressions: 0 },
          { url: 'https://www.fernhill.example/old-catalogue/', isPage: true, clicks: 0, impressions: 0 },
        ],
      },
    },
  ],
  async run({ input, config, http, report }) {
    const siteUrl = siteOf(input, config)
    const url = pageInSite(siteUrl, input.url)
    const page = pageOf(input)
    const { body } = await http
      .get(path('GetChildrenUrlTrafficInfo'), { query: { siteUrl, url, page }, response: TrafficAnswer })
      .catch(noDataAsNotFound)
    const children = body.d ?? []
    report.next(children.length > 0 ? String(page + 1) : undefined)
    return {
      siteUrl,
      url,
      children: children.map(({ Url, IsPage, Clicks, Impressions }) => ({
        url: Url,
        isPage: IsPage,
        clicks: Clicks,
        impressions: Impressions,
      })),
    }
  },
})

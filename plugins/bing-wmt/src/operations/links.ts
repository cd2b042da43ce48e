import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { reading } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { Answer, List, path } from '../wire/answer.ts'
import { Count, pageField, pageOf, PageUrl } from '../wire/fields.ts'

const CountsAnswer = Answer(
  Type.Object({
    Links: List(Type.Object({ Url: Type.String(), Count: Type.Number() })),
    TotalPages: Type.Number(),
  }),
)

const DetailsAnswer = Answer(
  Type.Object({
    Details: List(Type.Object({ Url: Type.String(), AnchorText: Type.Union([Type.String(), Type.Null()]) })),
    TotalPages: Type.Number(),
  }),
)

const totalPages = Count('How many pages the list has.')

/** Bing counts its pages from 0. */
const nextOf = (page: number, total: number) => (page + 1 < total ? String(page + 1) : undefined)

export const count = defineOperation(vendor, {
  title: 'Count links by page',
  description:
    'The pages of a site that other sites link to, with how many links each has. links.list shows the links of one page. ' +
    'For many sites Bing has stopped giving links: the list is then empty.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...siteField, ...pageField }),
  output: Type.Object({
    ...siteAnswer,
    pages: Type.Array(Type.Object({ url: Type.String(), links: Type.Number() })),
    totalPages,
  }),
  cache: caching.reports,
  examples: [
    {
      title: 'Pages of a small site that are linked to',
      input: { siteUrl: 'http://blog.fernhill.example/' },
      output: {
        siteUrl: 'http://blog.fernhill.example/',
        pages: [
          { url: 'http://blog.fernhill.example/', links: 10 },
          { url: 'http://blog.fernhill.example/compost-bin/', links: 10 },
          { url: 'http://blog.fernhill.example/water-butt/', links: 10 },
          { url: 'http://blog.fernhill.example/raised-bed/', links: 7 },
          { url: 'http://blog.fernhill.example/garden-fork/', links: 7 },
        ],
        totalPages: 2,
      },
    },
  ],
  async run({ input, config, http, report }) {
    const siteUrl = siteOf(input, config)
    const page = pageOf(input)
    const { body } = await http.get(path('GetLinkCounts'), {
      query: { siteUrl, page },
      response: CountsAnswer,
    })
    report.next(nextOf(page, body.d.TotalPages))
    return {
      siteUrl,
      pages: (body.d.Links ?? []).map(({ Url, Count: links }) => ({ url: Url, links })),
      totalPages: body.d.TotalPages,
    }
  },
})

export const list = defineOperation(vendor, {
  title: 'List links to a page',
  description:
    'The pages of other sites that link to one page of a site, and with which words. For many sites Bing has stopped ' +
    'giving links: the list is then empty.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...siteField,
    url: PageUrl('The full URL of the page that is linked to. It must lie in the site.'),
    ...pageField,
  }),
  output: Type.Object({
    ...siteAnswer,
    url: Type.String(),
    links: Type.Array(
      Type.Object({ url: Type.String(), anchorText: Type.String({ description: 'The words of the link.' }) }),
    ),
    totalPages,
  }),
  cache: caching.reports,
  examples: [
    {
      title: 'Links to a page',
      input: { siteUrl: 'http://blog.fernhill.example/', url: 'http://blog.fernhill.example/raised-bed/' },
      output: {
        siteUrl: 'http://blog.fernhill.example/',
        url: 'http://blog.fernhill.example/raised-bed/',
        links: [
          { url: 'https://garden-friend-1.example/links/', anchorText: '' },
          { url: 'https://garden-friend-2.example/links/', anchorText: 'a shop that we like' },
          { url: 'https://garden-friend-3.example/links/', anchorText: '' },
          { url: 'https://garden-friend-4.example/links/', anchorText: '' },
          { url: 'https://garden-friend-5.example/links/', anchorText: 'a shop that we like' },
        ],
        totalPages: 2,
      },
    },
  ],
  async run({ input, config, http, report }) {
    const siteUrl = siteOf(input, config)
    const url = pageInSite(siteUrl, input.url)
    const page = pageOf(input)
    const { body } = await http.get(path('GetUrlLinks'), {
      query: { siteUrl, link: url, page },
      response: DetailsAnswer,
    })
    report.next(nextOf(page, body.d.TotalPages))
    return {
      siteUrl,
      url,
      links: (body.d.Details ?? []).map(({ Url, AnchorText }) => ({
        url: Url,
        anchorText: AnchorText ?? '',
      })),
      totalPages: body.d.TotalPages,
    }
  },
})

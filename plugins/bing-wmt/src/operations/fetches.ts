import { defineOperation, Problem, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { managing, reading } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, List, path } from '../wire/answer.ts'
import { timestamp, WireDate } from '../wire/date.ts'
import { Moment, OrNull, PageUrl, Text } from '../wire/fields.ts'

const FetchesAnswer = Answer(
  List(Type.Object({ Url: Type.String(), Date: WireDate, Fetched: Type.Boolean(), Expired: Type.Boolean() })),
)

const MayBeText = Type.Union([Type.String(), Type.Null()])
const DetailsAnswer = Answer(
  Type.Union([
    Type.Object({
      Url: Type.String(),
      Date: WireDate,
      Status: MayBeText,
      Headers: MayBeText,
      Document: MayBeText,
    }),
    Type.Null(),
  ]),
)

const urlField = { url: PageUrl('The full URL of the page. It must lie in the site.') }

export const request = defineOperation(vendor, {
  title: 'Fetch a page as Bing',
  description:
    'Has Bing fetch a page now, to show what its crawler gets. It takes some minutes: then fetches.list says that it is ' +
    'done, and fetches.get has the answer of the page.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({ ...siteField, ...urlField }),
  output: Type.Object({ ...siteAnswer, url: Type.String() }),
  examples: [
    {
      title: 'A page',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/new-in/',
      },
      output: { siteUrl: 'https://www.fernhill.example/', url: 'https://www.fernhill.example/new-in/' },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const url = pageInSite(siteUrl, input.url)
    await http.post(path('FetchUrl'), { json: { siteUrl, url }, response: Done })
    return { siteUrl, url }
  },
})

export const list = defineOperation(vendor, {
  title: 'List fetched pages',
  description:
    'The pages of a site that were fetched on demand, newest first, and whether their answers are there.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(siteField),
  output: Type.Object({
    ...siteAnswer,
    fetches: Type.Array(
      Type.Object({
        url: Type.String(),
        requested: Moment('When it was asked for.'),
        fetched: Type.Boolean({ description: 'Whether Bing has done it.' }),
        expired: Type.Boolean({ description: 'Whether Bing has thrown the answer away since.' }),
      }),
    ),
  }),
  examples: [
    {
      title: 'All fetched pages',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        fetches: [
          {
            url: 'https://www.fernhill.example/about/',
            requested: '2026-11-19T09:00:00.000Z',
            fetched: true,
            expired: false,
          },
        ],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetFetchedUrls'), { query: { siteUrl }, response: FetchesAnswer })
    const fetches = (body.d ?? []).map(({ Url, Date: date, Fetched, Expired }) => ({
      url: Url,
      requested: timestamp(date),
      fetched: Fetched,
      expired: Expired,
    }))
    return {
      siteUrl,
      fetches: fetches.toSorted((a, b) => ((a.requested ?? '') < (b.requested ?? '') ? 1 : -1)),
    }
  },
})

export const get = defineOperation(vendor, {
  title: 'Get a fetched page',
  description: 'What a page answered when Bing fetched it on demand: status, headers and document.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...siteField, ...urlField }),
  output: Type.Object({
    ...siteAnswer,
    url: Type.String(),
    requested: Moment('When it was asked for.'),
    status: OrNull(Type.String(), 'What the page answered, in the words of Bing.'),
    headers: OrNull(Type.String(), 'The headers of the answer, as text.'),
    document: Text('The document; empty where the page has sent none.'),
  }),
  cache: caching.urls,
  examples: [
    {
      title: 'A page that was fetched',
      input: { siteUrl: 'https://www.fernhill.example/', url: 'https://www.fernhill.example/about/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/about/',
        requested: '2026-11-19T09:00:00.000Z',
        status: '200 OK',
        headers: 'Content-Type: text/html; charset=utf-8\r\n',
        document: '<!doctype html><title>/about/</title>',
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const url = pageInSite(siteUrl, input.url)
    const { body } = await http.get(path('GetFetchedUrlDetails'), {
      query: { siteUrl, url },
      response: DetailsAnswer,
    })
    if (body.d === null)
      throw new Problem('not_found', {
        detail: 'Bing has no answer of this page.',
        advice: 'fetches.request has Bing fetch it; fetches.list says when that is done.',
      })
    return {
      siteUrl,
      url,
      requested: timestamp(body.d.Date),
      status: body.d.Status,
      headers: body.d.Headers,
      document: body.d.Document ?? '',
    }
  },
})

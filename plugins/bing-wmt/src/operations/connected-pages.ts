import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { managing, reading } from '../scopes.ts'
import { siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, List, path } from '../wire/answer.ts'
import { timestamp, WireDate } from '../wire/date.ts'
import { Moment, OrNull, PageUrl } from '../wire/fields.ts'

const PagesAnswer = Answer(
  List(
    Type.Object({
      Url: Type.String(),
      IsVerified: Type.Boolean(),
      IsBlocked: Type.Optional(Type.Boolean()),
      HttpStatusCode: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
      LastSuccessfullyVerified: Type.Optional(Type.Union([WireDate, Type.Null()])),
    }),
  ),
)

export const list = defineOperation(vendor, {
  title: 'List connected pages',
  description:
    'Pages elsewhere, such as in social networks and app stores, that are said to belong to a site, and whether Bing ' +
    'could verify that. What Bing answers was not seen often.',
  effect: 'read',
  scopes: reading,
  stability: 'experimental',
  input: Type.Object(siteField),
  output: Type.Object({
    ...siteAnswer,
    pages: Type.Array(
      Type.Object({
        url: Type.String(),
        verified: Type.Boolean({ description: 'Whether the page links back to the site.' }),
        blocked: Type.Boolean(),
        httpStatus: OrNull(Type.Integer(), 'What the page answered; null where Bing does not tell.'),
        lastVerified: Moment('When Bing last found the link; null where it never did.'),
      }),
    ),
  }),
  cache: caching.settings,
  examples: [
    {
      title: 'All connected pages of a site',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        pages: [
          {
            url: 'https://social.example/fernhill-garden',
            verified: true,
            blocked: false,
            httpStatus: 200,
            lastVerified: '2026-11-17T09:00:00.000Z',
          },
        ],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetConnectedPages'), { query: { siteUrl }, response: PagesAnswer })
    return {
      siteUrl,
      pages: (body.d ?? []).map((each) => ({
        url: each.Url,
        verified: each.IsVerified,
        blocked: each.IsBlocked ?? false,
        httpStatus: each.HttpStatusCode === 0 ? null : (each.HttpStatusCode ?? null),
        lastVerified: timestamp(each.LastSuccessfullyVerified ?? null),
      })),
    }
  },
})

export const add = defineOperation(vendor, {
  title: 'Connect a page',
  description:
    'Tells Bing that a page elsewhere belongs to the site. The page must link back to the site; Bing takes any address ' +
    'and says only later, in connected-pages.list, whether it does.',
  effect: 'write',
  scopes: managing,
  stability: 'experimental',
  input: Type.Object({
    ...siteField,
    pageUrl: PageUrl('The full URL of the page elsewhere.'),
  }),
  output: Type.Object({ ...siteAnswer, pageUrl: Type.String() }),
  examples: [
    {
      title: 'A page in a social network',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        pageUrl: 'https://social.example/fernhill',
      },
      output: { siteUrl: 'https://www.fernhill.example/', pageUrl: 'https://social.example/fernhill' },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { pageUrl } = input
    await http.post(path('AddConnectedPage'), { json: { siteUrl, masterUrl: pageUrl }, response: Done })
    return { siteUrl, pageUrl }
  },
})

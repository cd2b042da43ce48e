import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { managing, reading } from '../scopes.ts'
import { siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, List, path } from '../wire/answer.ts'
import { OrNull, PageUrl } from '../wire/fields.ts'

const BlocksAnswer = Answer(
  List(
    Type.Object({
      DeepLinkUrl: Type.String(),
      SearchUrl: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      Market: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    }),
  ),
)

const blockFields = {
  market: Type.String({
    pattern: '^[A-Za-z]{2}-[A-Za-z]{2}$',
    description: 'Language and country of the results, such as en-us. Capitals make no difference.',
    examples: ['en-us'],
  }),
  searchUrl: PageUrl('The page of the site that the result is about.'),
  deepLinkUrl: PageUrl('The page that is linked below that result.'),
}

const changed = Type.Object({
  ...siteAnswer,
  market: Type.String(),
  searchUrl: Type.String(),
  deepLinkUrl: Type.String(),
})

export const list = defineOperation(vendor, {
  title: 'List deep link blocks',
  description:
    'Links that Bing does not show below the results of a site, at your request. Bing has stopped documenting these; ' +
    'what it answers was not seen often.',
  effect: 'read',
  scopes: reading,
  stability: 'experimental',
  input: Type.Object(siteField),
  output: Type.Object({
    ...siteAnswer,
    blocks: Type.Array(
      Type.Object({
        deepLinkUrl: Type.String(),
        searchUrl: OrNull(Type.String(), 'The page of the result; null where Bing does not tell.'),
        market: OrNull(Type.String(), 'Language and country; null where Bing does not tell.'),
      }),
    ),
  }),
  cache: caching.settings,
  examples: [
    {
      title: 'All deep link blocks of a site',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        blocks: [
          {
            deepLinkUrl: 'https://www.fernhill.example/contact/',
            searchUrl: 'https://www.fernhill.example/',
            market: 'en-us',
          },
        ],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetDeepLinkBlocks'), { query: { siteUrl }, response: BlocksAnswer })
    return {
      siteUrl,
      blocks: (body.d ?? []).map(({ DeepLinkUrl, SearchUrl, Market }) => ({
        deepLinkUrl: DeepLinkUrl,
        searchUrl: SearchUrl ?? null,
        market: Market ?? null,
      })),
    }
  },
})

export const add = defineOperation(vendor, {
  title: 'Block a deep link',
  description: 'Has Bing leave a link out below a result of the site.',
  effect: 'write',
  scopes: managing,
  stability: 'experimental',
  input: Type.Object({ ...siteField, ...blockFields }),
  output: changed,
  examples: [
    {
      title: 'A link below the home page',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        market: 'en-GB',
        searchUrl: 'https://www.fernhill.example/',
        deepLinkUrl: 'https://www.fernhill.example/returns/',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        market: 'en-gb',
        searchUrl: 'https://www.fernhill.example/',
        deepLinkUrl: 'https://www.fernhill.example/returns/',
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { searchUrl, deepLinkUrl } = input
    // Bing refuses capitals.
    const block = { siteUrl, market: input.market.toLowerCase(), searchUrl, deepLinkUrl }
    await http.post(path('AddDeepLinkBlock'), { json: block, response: Done })
    return block
  },
})

export const remove = defineOperation(vendor, {
  title: 'Unblock a deep link',
  description: 'Lets Bing show a link below a result of the site again.',
  effect: 'write',
  scopes: managing,
  stability: 'experimental',
  input: Type.Object({ ...siteField, ...blockFields }),
  output: changed,
  examples: [
    {
      title: 'A link that may be shown again',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        market: 'en-us',
        searchUrl: 'https://www.fernhill.example/',
        deepLinkUrl: 'https://www.fernhill.example/contact/',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        market: 'en-us',
        searchUrl: 'https://www.fernhill.example/',
        deepLinkUrl: 'https://www.fernhill.example/contact/',
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { searchUrl, deepLinkUrl } = input
    const block = { siteUrl, market: input.market.toLowerCase(), searchUrl, deepLinkUrl }
    await http.post(path('RemoveDeepLinkBlock'), { json: block, response: Done })
    return block
  },
})

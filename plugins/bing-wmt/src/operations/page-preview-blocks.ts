import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { managing, reading } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, List, path } from '../wire/answer.ts'
import { timestamp, WireDate } from '../wire/date.ts'
import { Count, Moment, PageUrl } from '../wire/fields.ts'

const BlocksAnswer = Answer(
  List(Type.Object({ Url: Type.String(), BlockReason: Type.Integer(), SubmitDate: WireDate })),
)

// Sources disagree on the names of the reasons, so they stay the numbers that Bing has.
const reason =
  "Bing's number of the reason: 1 the content was removed or is for adults, 2 copyright, 3 illegal, 4 other."

export const list = defineOperation(vendor, {
  title: 'List page preview blocks',
  description: 'Pages of a site of which Bing shows no preview in its results, at your request.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(siteField),
  output: Type.Object({
    ...siteAnswer,
    blocks: Type.Array(
      Type.Object({ url: Type.String(), reason: Count(reason), since: Moment('When it was asked for.') }),
    ),
  }),
  cache: caching.settings,
  examples: [
    {
      title: 'All preview blocks of a site',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        blocks: [
          { url: 'https://www.fernhill.example/contact/', reason: 4, since: '2026-10-23T09:00:00.000Z' },
        ],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetActivePagePreviewBlocks'), {
      query: { siteUrl },
      response: BlocksAnswer,
    })
    return {
      siteUrl,
      blocks: (body.d ?? []).map(({ Url, BlockReason, SubmitDate }) => ({
        url: Url,
        reason: BlockReason,
        since: timestamp(SubmitDate),
      })),
    }
  },
})

export const add = defineOperation(vendor, {
  title: 'Block the preview of a page',
  description: 'Has Bing show no preview of a page in its results. The page itself stays there.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    url: PageUrl('The full URL of the page. It must lie in the site.'),
    reason: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 4, default: 4, description: `${reason} Default: 4.` }),
    ),
  }),
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
    const json = { siteUrl, url, reason: input.reason ?? 4 }
    await http.post(path('AddPagePreviewBlock'), { json, response: Done })
    return { siteUrl, url }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Allow the preview of a page',
  description: 'Ends the block of the preview of a page.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    url: PageUrl('The URL of the block, as page-preview-blocks.list gives it.'),
  }),
  output: Type.Object({ ...siteAnswer, url: Type.String() }),
  examples: [
    {
      title: 'A page whose preview may be shown again',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/contact/',
      },
      output: { siteUrl: 'https://www.fernhill.example/', url: 'https://www.fernhill.example/contact/' },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { url } = input
    await http.post(path('RemovePagePreviewBlock'), { json: { siteUrl, url }, response: Done })
    return { siteUrl, url }
  },
})

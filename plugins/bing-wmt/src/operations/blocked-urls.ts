import { defineOperation, Problem, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { managing, reading } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, List, path } from '../wire/answer.ts'
import { codeBook, Named, NamedOrUnknown } from '../wire/code-book.ts'
import { timestamp, WireDate, wireDate } from '../wire/date.ts'
import { Count, Moment, PageUrl } from '../wire/fields.ts'
import { typed } from '../wire/typed.ts'

const scopesOfBlock = codeBook({ page: 0, directory: 1 })
const extents = codeBook({ 'cached-copy': 0, everything: 1 })

const BlockedAnswer = Answer(
  List(
    Type.Object({
      Url: Type.String(),
      Date: WireDate,
      EntityType: Type.Integer(),
      RequestType: Type.Integer(),
      DaysToExpire: Type.Number(),
    }),
  ),
)

export const list = defineOperation(vendor, {
  title: 'List blocked URLs',
  description:
    'Pages and directories of a site that are kept out of the results of Bing at your request. A block ends by itself ' +
    'after 90 days.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(siteField),
  output: Type.Object({
    ...siteAnswer,
    blocked: Type.Array(
      Type.Object({
        url: Type.String(),
        scope: NamedOrUnknown(scopesOfBlock, 'One page, or all below a directory.'),
        extent: NamedOrUnknown(extents, 'Whether only the cached copy is hidden, or the page as a whole.'),
        since: Moment('When it was blocked.'),
        daysLeft: Count('Days until the block ends by itself.'),
      }),
    ),
  }),
  cache: caching.settings,
  examples: [
    {
      title: 'All blocks of a site',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        blocked: [
          {
            url: 'https://www.fernhill.example/private/',
            scope: 'directory',
            extent: 'everything',
            since: '2026-11-10T09:00:00.000Z',
            daysLeft: 78,
          },
        ],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetBlockedUrls'), { query: { siteUrl }, response: BlockedAnswer })
    return {
      siteUrl,
      blocked: (body.d ?? []).map((each) => ({
        url: each.Url,
        scope: scopesOfBlock.nameOf(each.EntityType),
        extent: extents.nameOf(each.RequestType),
        since: timestamp(each.Date),
        daysLeft: each.DaysToExpire,
      })),
    }
  },
})

export const add = defineOperation(vendor, {
  title: 'Block a URL',
  description:
    'Keeps a page or a directory of a site out of the results of Bing for 90 days. Meanwhile remove the page, or have ' +
    'it say noindex: else it comes back. `conflict` means that it is blocked already.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    url: PageUrl('The page, or the directory with its last slash. It must lie in the site.'),
    scope: Type.Optional(
      Named(scopesOfBlock, {
        description: 'Only this page, or all below the directory. Default: page.',
        default: 'page',
      }),
    ),
    extent: Type.Optional(
      Named(extents, {
        description: 'Whether to hide only the cached copy, or the page as a whole. Default: everything.',
        default: 'everything',
      }),
    ),
  }),
  output: Type.Object({ ...siteAnswer, url: Type.String() }),
  examples: [
    {
      title: 'A page that should not have been public',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/old-catalogue/',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/old-catalogue/',
      },
    },
  ],
  async run({ input, config, http, now }) {
    const siteUrl = siteOf(input, config)
    const { scope = 'page', extent = 'everything' } = input
    const inSite = pageInSite(siteUrl, input.url)
    // So Bing stores directories, and it removes only what is written as it is stored.
    const url = scope === 'directory' && !inSite.endsWith('/') ? `${inSite}/` : inSite
    const blockedUrl = typed('BlockedUrl', {
      Date: wireDate(now),
      EntityType: scopesOfBlock.codeOf(scope),
      RequestType: extents.codeOf(extent),
      Url: url,
    })
    await http.post(path('AddBlockedUrl'), { json: { siteUrl, blockedUrl }, response: Done })
    return { siteUrl, url }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Unblock a URL',
  description: 'Ends the block of a page or directory, so that Bing may show it again.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    url: PageUrl('The URL of the block, as blocked-urls.list gives it.'),
  }),
  output: Type.Object({ ...siteAnswer, url: Type.String() }),
  examples: [
    {
      title: 'A page that may be shown again',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        url: 'https://www.fernhill.example/private/',
      },
      output: { siteUrl: 'https://www.fernhill.example/', url: 'https://www.fernhill.example/private/' },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { url } = input
    // Bing wants the block as it has it, not only its URL.
    const { body } = await http.get(path('GetBlockedUrls'), {
      query: { siteUrl },
      response: BlockedAnswer,
      effect: 'read',
    })
    const known = (body.d ?? []).find((each) => each.Url === url || each.Url === `${url}/`)
    if (known === undefined)
      throw new Problem('not_found', {
        detail: 'Bing has no block of this URL.',
        advice: 'blocked-urls.list has the blocks, each with its URL as it must be written.',
      })
    const blockedUrl = typed('BlockedUrl', {
      Date: known.Date,
      EntityType: known.EntityType,
      RequestType: known.RequestType,
      Url: known.Url,
    })
    await http.post(path('RemoveBlockedUrl'), { json: { siteUrl, blockedUrl }, response: Done })
    return { siteUrl, url: known.Url }
  },
})

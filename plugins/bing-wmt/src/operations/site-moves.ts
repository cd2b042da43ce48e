import { defineOperation, Problem, Type } from '@patchbay/contract'
import { managing, reading } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { findSite, UserSitesAnswer } from '../site/user-sites.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, List, path } from '../wire/answer.ts'
import { codeBook, Named, NamedOrUnknown } from '../wire/code-book.ts'
import { timestamp, WireDate, wireDate } from '../wire/date.ts'
import { Moment, PageUrl } from '../wire/fields.ts'
import { typed } from '../wire/typed.ts'

const extents = codeBook({ domain: 0, host: 1, directory: 2 })
const kinds = codeBook({ local: 0, global: 1 })

const MovesAnswer = Answer(
  List(
    Type.Object({
      SourceUrl: Type.String(),
      TargetUrl: Type.String(),
      MoveScope: Type.Integer(),
      MoveType: Type.Integer(),
      Date: Type.Optional(Type.Union([WireDate, Type.Null()])),
    }),
  ),
)

export const list = defineOperation(vendor, {
  title: 'List site moves',
  description:
    'Moves of a site that Bing was told of. Bing documents the method for it and does not serve it, as far as was seen: ' +
    'the answer is then empty, with `available: false`.',
  effect: 'read',
  scopes: reading,
  stability: 'experimental',
  input: Type.Object(siteField),
  output: Type.Object({
    ...siteAnswer,
    available: Type.Boolean({ description: 'Whether Bing serves the list at all.' }),
    moves: Type.Array(
      Type.Object({
        from: Type.String(),
        to: Type.String(),
        extent: NamedOrUnknown(extents, 'How much has moved.'),
        kind: NamedOrUnknown(kinds, 'Within the site, or to another one.'),
        since: Moment('When Bing was told.'),
      }),
    ),
  }),
  examples: [
    {
      title: 'Bing does not serve it',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: { siteUrl: 'https://www.fernhill.example/', available: false, moves: [] },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const answer = await http
      .get(path('GetSiteMoves'), { query: { siteUrl }, response: MovesAnswer })
      .catch((error: unknown) => {
        if (Problem.is(error) && error.code === 'vendor_rejected' && error.upstream?.status === 404)
          return undefined
        throw error
      })
    // The 404 comes before any look at the credentials: a wrong key or site must not hide behind it.
    if (answer === undefined) {
      const { body } = await http.get(path('GetUserSites'), { response: UserSitesAnswer })
      findSite(body.d, siteUrl)
    }
    const moves = (answer?.body.d ?? []).map((each) => ({
      from: each.SourceUrl,
      to: each.TargetUrl,
      extent: extents.nameOf(each.MoveScope),
      kind: kinds.nameOf(each.MoveType),
      since: timestamp(each.Date ?? null),
    }))
    return { siteUrl, available: answer !== undefined, moves }
  },
})

export const submit = defineOperation(vendor, {
  title: 'Submit a site move',
  description:
    'Tells Bing that a site, or a part of it, has moved for good, so that results follow. All pages must redirect with ' +
    'status 301 first. It cannot be taken back through the API, and Bing does not let one look at it afterwards.',
  effect: 'destructive',
  scopes: managing,
  stability: 'experimental',
  input: Type.Object({
    ...siteField,
    from: PageUrl('What has moved: the home page of the site, or a directory in it.'),
    to: PageUrl('Where it is now. If that is another site, it must be verified in the account too.'),
    extent: Type.Optional(
      Named(extents, {
        description: 'Whether a whole domain, one host or one directory has moved. Default: host.',
        default: 'host',
      }),
    ),
    kind: Type.Optional(
      Named(kinds, {
        description: 'Local within the site, global to another one. Default: global.',
        default: 'global',
      }),
    ),
  }),
  output: Type.Object({ ...siteAnswer, from: Type.String(), to: Type.String() }),
  examples: [
    {
      title: 'A blog that has become part of the shop',
      input: {
        siteUrl: 'http://blog.fernhill.example/',
        from: 'http://blog.fernhill.example/',
        to: 'https://www.fernhill.example/blog/',
      },
      output: {
        siteUrl: 'http://blog.fernhill.example/',
        from: 'http://blog.fernhill.example/',
        to: 'https://www.fernhill.example/blog/',
      },
    },
  ],
  async run({ input, config, http, now }) {
    const siteUrl = siteOf(input, config)
    const from = pageInSite(siteUrl, input.from, 'from')
    const { to } = input
    const settings = typed('SiteMoveSettings', {
      Date: wireDate(now),
      MoveScope: extents.codeOf(input.extent ?? 'host'),
      MoveType: kinds.codeOf(input.kind ?? 'global'),
      SourceUrl: from,
      TargetUrl: to,
    })
    await http.post(path('SubmitSiteMove'), { json: { siteUrl, settings }, response: Done })
    return { siteUrl, from, to }
  },
})

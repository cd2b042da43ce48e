import { defineOperation, Problem, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { managing, reading } from '../scopes.ts'
import { pageInSite, siteAnswer, siteField, siteOf } from '../site/site.ts'
import { findSite, UserSitesAnswer } from '../site/user-sites.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, List, path } from '../wire/answer.ts'
import { codeBook, Named, NamedOrUnknown } from '../wire/code-book.ts'
import { timestamp, WireDate } from '../wire/date.ts'
import { Moment, OrNull, PageUrl } from '../wire/fields.ts'
import { typed } from '../wire/typed.ts'

const roles = codeBook({ administrator: 0, reader: 1, editor: 2 })

const MayBeText = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const RolesAnswer = Answer(
  List(
    Type.Object({
      Email: Type.String(),
      Role: Type.Integer(),
      Site: Type.String(),
      Date: Type.Optional(Type.Union([WireDate, Type.Null()])),
      Expired: Type.Optional(Type.Boolean()),
      DelegatorEmail: MayBeText,
      VerificationSite: MayBeText,
    }),
  ),
)

const email = Type.String({
  format: 'email',
  maxLength: 320,
  description: 'E-mail address of the Microsoft account.',
  examples: ['gardener@fernhill.example'],
})

export const list = defineOperation(vendor, {
  title: 'List site roles',
  description: 'Who may do what with a site in Bing Webmaster Tools.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    ...siteField,
    includeSubdomains: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether to list roles on its subdomains too. Default: no.',
      }),
    ),
  }),
  output: Type.Object({
    ...siteAnswer,
    roles: Type.Array(
      Type.Object({
        email: Type.String(),
        role: NamedOrUnknown(
          roles,
          'A reader sees reports, an editor submits and changes, an administrator does all.',
        ),
        site: Type.String({ description: 'The part of the site that the role is for.' }),
        givenBy: OrNull(Type.String(), 'Who gave it; null for those who have verified the site themselves.'),
        since: Moment('When it was given.'),
        expired: Type.Boolean(),
      }),
    ),
  }),
  cache: caching.settings,
  examples: [
    {
      title: 'Everybody who has a role on a site',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        roles: [
          {
            email: 'owner@fernhill.example',
            role: 'administrator',
            site: 'https://www.fernhill.example/',
            givenBy: null,
            since: '2024-12-22T09:00:00.000Z',
            expired: false,
          },
          {
            email: 'apprentice@fernhill.example',
            role: 'reader',
            site: 'https://www.fernhill.example/',
            givenBy: 'owner@fernhill.example',
            since: '2026-09-23T09:00:00.000Z',
            expired: false,
          },
        ],
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetSiteRoles'), {
      query: { siteUrl, includeAllSubdomains: input.includeSubdomains ?? false },
      response: RolesAnswer,
    })
    return {
      siteUrl,
      // The codes of delegations, with which others could take a role, stop here.
      roles: (body.d ?? []).map((each) => ({
        email: each.Email,
        role: roles.nameOf(each.Role),
        site: each.Site,
        givenBy: each.DelegatorEmail ?? null,
        since: timestamp(each.Date ?? null),
        expired: each.Expired ?? false,
      })),
    }
  },
})

export const add = defineOperation(vendor, {
  title: 'Give a role on a site',
  description:
    'Lets somebody else see or manage a site in Bing Webmaster Tools. Only administrators of the site may give roles.',
  effect: 'write',
  scopes: managing,
  input: Type.Object({
    ...siteField,
    email,
    role: Named(roles, {
      description:
        'A reader sees reports, an editor submits and changes, an administrator may do everything.',
    }),
    url: Type.Optional(PageUrl('The part of the site that the role is for. Default: all of it.')),
  }),
  output: Type.Object({ ...siteAnswer, email: Type.String(), role: Type.String(), url: Type.String() }),
  examples: [
    {
      title: 'Somebody who reads reports',
      input: {
        siteUrl: 'https://www.fernhill.example/',
        email: 'agency@partner.example',
        role: 'reader',
      },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        email: 'agency@partner.example',
        role: 'reader',
        url: 'https://www.fernhill.example/',
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { email: userEmail, role } = input
    const url = pageInSite(siteUrl, input.url ?? siteUrl)
    // Bing wants the code that proves ownership of the site along.
    const { body } = await http.get(path('GetUserSites'), { response: UserSitesAnswer, effect: 'read' })
    const { AuthenticationCode: authenticationCode = '' } = findSite(body.d, siteUrl)
    await http.post(path('AddSiteRoles'), {
      json: {
        siteUrl,
        delegatedUrl: url,
        userEmail,
        authenticationCode,
        isAdministrator: role === 'administrator',
        isReadOnly: role === 'reader',
      },
      response: Done,
    })
    return { siteUrl, email: userEmail, role, url }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Take a role on a site',
  description: 'Takes from somebody what they may do with a site in Bing Webmaster Tools.',
  effect: 'destructive',
  scopes: managing,
  input: Type.Object({ ...siteField, email }),
  output: Type.Object({
    ...siteAnswer,
    email: Type.String(),
    role: NamedOrUnknown(roles, 'The role that was taken.'),
  }),
  examples: [
    {
      title: 'Somebody who has left',
      input: { siteUrl: 'https://www.fernhill.example/', email: 'apprentice@fernhill.example' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        email: 'apprentice@fernhill.example',
        role: 'reader',
      },
    },
  ],
  async run({ input, config, http }) {
    const siteUrl = siteOf(input, config)
    const { body } = await http.get(path('GetSiteRoles'), {
      query: { siteUrl, includeAllSubdomains: false },
      response: RolesAnswer,
      effect: 'read',
    })
    const wanted = input.email.toLowerCase()
    const known = (body.d ?? []).find((each) => each.Email.toLowerCase() === wanted)
    if (known === undefined)
      throw new Problem('not_found', {
        detail: 'Nobody with this address has a role on the site.',
        advice: 'site-roles.list has those who do.',
      })
    // Bing wants the role back as it was sent, with what this connector has no names for.
    const siteRole = typed('SiteRoles', known)
    await http.post(path('RemoveSiteRole'), { json: { siteUrl, siteRole }, response: Done })
    return { siteUrl, email: known.Email, role: roles.nameOf(known.Role) }
  },
})

import { defineOperation, Type } from '@patchbay/contract'
import { reading } from '../scopes.ts'
import { UserSitesAnswer } from '../site/user-sites.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { Count, OrNull } from '../wire/fields.ts'

export const check = defineOperation(vendor, {
  title: 'Check the connection',
  description:
    'Whether Bing accepts the credentials, how many sites they open, and whether the site of the configuration is among ' +
    'them. Use it when a connection is new or has failed.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({}),
  output: Type.Object({
    sites: Count('Sites in the account.'),
    verifiedSites: Count('Those that Bing answers for.'),
    configuredSite: OrNull(
      Type.Object({ url: Type.String(), found: Type.Boolean(), verified: Type.Boolean() }),
      'The site of the configuration; null where it names none.',
    ),
  }),
  examples: [
    {
      title: 'A connection that works',
      input: {},
      output: {
        sites: 4,
        verifiedSites: 3,
        configuredSite: { url: 'https://www.fernhill.example/', found: true, verified: true },
      },
    },
  ],
  async run({ config: { siteUrl }, http, report }) {
    const { body } = await http.get(path('GetUserSites'), { response: UserSitesAnswer })
    const sites = body.d ?? []
    const configured = sites.find(({ Url }) => Url === siteUrl)
    if (siteUrl !== undefined && configured?.IsVerified !== true)
      report.warning({
        code: 'site_unusable',
        path: '/configuredSite',
        message:
          configured === undefined
            ? 'The account has no site under the exact name in the configuration.'
            : 'The site of the configuration is not verified.',
      })
    return {
      sites: sites.length,
      verifiedSites: sites.filter(({ IsVerified }) => IsVerified).length,
      configuredSite:
        siteUrl === undefined
          ? null
          : { url: siteUrl, found: configured !== undefined, verified: configured?.IsVerified ?? false },
    }
  },
})

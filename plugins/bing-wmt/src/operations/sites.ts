import { defineOperation, Type } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { reading } from '../scopes.ts'
import { SiteUrl } from '../site/site.ts'
import { findSite, Site, toSite, UserSitesAnswer } from '../site/user-sites.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'

export const list = defineOperation(vendor, {
  title: 'List sites',
  description:
    'Lists the sites in the Bing Webmaster Tools account of the connection. Start here: every other ' +
    'operation wants `siteUrl` exactly as it stands in `url`, and answers only for verified sites.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({}),
  output: Type.Object({ sites: Type.Array(Site) }),
  cache: caching.sites,
  examples: [
    {
      title: 'All sites of the account',
      input: {},
      output: {
        sites: [
          { url: 'https://www.fernhill.example/', verified: true },
          { url: 'http://blog.fernhill.example/', verified: true },
          { url: 'https://new.fernhill.example/', verified: true },
          { url: 'https://shop.fernhill.example/', verified: false },
        ],
      },
    },
  ],
  async run({ http }) {
    const { body } = await http.get(path('GetUserSites'), { response: UserSitesAnswer })
    // Bing sends the codes that prove ownership of a site along; they stop here.
    return { sites: (body.d ?? []).map(toSite) }
  },
})

export const get = defineOperation(vendor, {
  title: 'Get a site',
  description:
    'Whether the account has a site under exactly this name, and whether it is verified. Use it before other ' +
    'operations when a name may be misspelt: `not_found` names the site that was probably meant.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ siteUrl: SiteUrl() }),
  output: Site,
  cache: caching.sites,
  examples: [
    {
      title: 'A verified site',
      input: { siteUrl: 'https://www.fernhill.example/' },
      output: { url: 'https://www.fernhill.example/', verified: true },
    },
  ],
  async run({ input, http }) {
    const { body } = await http.get(path('GetUserSites'), { response: UserSitesAnswer })
    return toSite(findSite(body.d, input.siteUrl))
  },
})

import { defineOperation, Type } from '@patchbay/contract'
import { managing } from '../scopes.ts'
import { SiteUrl, siteAnswer } from '../site/site.ts'
import { isNear, Site, toSite, UserSitesAnswer } from '../site/user-sites.ts'
import { vendor } from '../vendor.ts'
import { Answer, Done, path } from '../wire/answer.ts'

const VerifiedAnswer = Answer(Type.Boolean())

export const add = defineOperation(vendor, {
  title: 'Add a site',
  description:
    'Adds a site to the account. Adding one that is there changes nothing. The new site answers for nothing until it is ' +
    'verified: site-verification.get says how, sites.verify does it.',
  effect: 'idempotent',
  scopes: managing,
  input: Type.Object({ siteUrl: SiteUrl('Home page of the site, with its last slash.') }),
  output: Site,
  examples: [
    {
      title: 'A new site',
      input: { siteUrl: 'https://garden.fernhill.example/' },
      output: { url: 'https://garden.fernhill.example/', verified: false },
    },
  ],
  async run({ input: { siteUrl }, http }) {
    await http.post(path('AddSite'), { json: { siteUrl }, response: Done })
    // Bing may list it under a name that differs a little, and only that name works from then on.
    const { body } = await http.get(path('GetUserSites'), { response: UserSitesAnswer })
    const sites = body.d ?? []
    const site = sites.find(({ Url }) => Url === siteUrl) ?? sites.find(({ Url }) => isNear(Url, siteUrl))
    return site === undefined ? { url: siteUrl, verified: false } : toSite(site)
  },
})

export const verify = defineOperation(vendor, {
  title: 'Verify a site',
  description:
    'Has Bing look for the proof that a site is yours, which site-verification.get describes. `verified: false` means ' +
    'that Bing has not found it: check that the file, tag or record can be reached, and try again. DNS records may take ' +
    'a day.',
  effect: 'idempotent',
  scopes: managing,
  input: Type.Object({ siteUrl: SiteUrl('A site of the account, exactly as sites.list gives it.') }),
  output: Type.Object({ ...siteAnswer, verified: Type.Boolean() }),
  examples: [
    {
      title: 'The proof is not in place',
      input: { siteUrl: 'https://shop.fernhill.example/' },
      output: { siteUrl: 'https://shop.fernhill.example/', verified: false },
    },
  ],
  async run({ input: { siteUrl }, http }) {
    const { body } = await http.post(path('VerifySite'), { json: { siteUrl }, response: VerifiedAnswer })
    return { siteUrl, verified: body.d }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Remove a site',
  description:
    'Removes a site from the account, with its reports and settings. The site stays in the search results. Adding it ' +
    'again takes a new verification, and does not bring everything back.',
  effect: 'destructive',
  scopes: managing,
  input: Type.Object({ siteUrl: SiteUrl('A site of the account, exactly as sites.list gives it.') }),
  output: Type.Object(siteAnswer),
  examples: [
    {
      title: 'A site that is not used',
      input: { siteUrl: 'https://new.fernhill.example/' },
      output: { siteUrl: 'https://new.fernhill.example/' },
    },
  ],
  async run({ input: { siteUrl }, http }) {
    await http.post(path('RemoveSite'), { json: { siteUrl }, response: Done })
    return { siteUrl }
  },
})

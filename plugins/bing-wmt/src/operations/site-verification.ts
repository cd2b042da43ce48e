import { defineOperation, Problem, Type } from '@patchbay/contract'
import { SiteUrl, siteAnswer } from '../site/site.ts'
import { findSite, UserSitesAnswer } from '../site/user-sites.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { Text } from '../wire/fields.ts'

export const get = defineOperation(vendor, {
  title: 'How to verify a site',
  description:
    'What proves to Bing that a site is yours: a file, a meta tag or a DNS record, any one of which is enough. The ' +
    'codes are made for your account; put one in place, then call sites.verify.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ siteUrl: SiteUrl('A site of the account, exactly as sites.list gives it.') }),
  output: Type.Object({
    ...siteAnswer,
    verified: Type.Boolean({ description: 'Whether that has happened already.' }),
    file: Type.Object(
      { url: Text('Where the file must be.'), content: Text('All that is in it.') },
      { description: 'By a file at the root of the site.' },
    ),
    metaTag: Text('By this tag in the head of the home page.'),
    dns: Type.Object(
      { type: Type.Literal('CNAME'), name: Text('Name of the record.'), value: Text('What it leads to.') },
      { description: 'By a record in the DNS of the domain.' },
    ),
  }),
  examples: [
    {
      title: 'Of a site that is not verified yet',
      input: { siteUrl: 'https://shop.fernhill.example/' },
      output: {
        siteUrl: 'https://shop.fernhill.example/',
        verified: false,
        file: {
          url: 'https://shop.fernhill.example/BingSiteAuth.xml',
          content:
            '<?xml version="1.0"?>\n<users>\n\t<user>65BF1D8FCE0A19300D0681939B1F7F2E</user>\n</users>\n',
        },
        metaTag: '<meta name="msvalidate.01" content="65BF1D8FCE0A19300D0681939B1F7F2E" />',
        dns: {
          type: 'CNAME',
          name: '2d51a5321d5cdcc3a2acdbf8a7f919d6.shop.fernhill.example',
          value: 'verify.bing.com',
        },
      },
    },
  ],
  async run({ input: { siteUrl }, http }) {
    const { body } = await http.get(path('GetUserSites'), { response: UserSitesAnswer })
    const site = findSite(body.d, siteUrl)
    const { AuthenticationCode: code, DnsVerificationCode: dnsCode } = site
    if (code === undefined || dnsCode === undefined)
      throw new Problem('vendor_error', { detail: 'Bing gave no codes for this site.', retryable: false })
    return {
      siteUrl,
      verified: site.IsVerified,
      file: {
        url: new URL('/BingSiteAuth.xml', siteUrl).href,
        content: `<?xml version="1.0"?>\n<users>\n\t<user>${code}</user>\n</users>\n`,
      },
      metaTag: `<meta name="msvalidate.01" content="${code}" />`,
      dns: {
        type: 'CNAME' as const,
        name: `${dnsCode}.${new URL(siteUrl).hostname}`,
        value: 'verify.bing.com',
      },
    }
  },
})

import { defineOperation, Type } from '@patchbay/contract'
import { vendor } from '../vendor.ts'
import { Answer, List, path } from '../wire/answer.ts'

const WireSite = Type.Object({ Url: Type.String(), IsVerified: Type.Boolean() })

const SitesAnswer = Answer(List(WireSite))

export const list = defineOperation(vendor, {
  title: 'List sites',
  description:
    'Lists the sites in the Bing Webmaster Tools account of the connection. Start here: every other ' +
    'operation wants `siteUrl` exactly as it stands in `url`, and answers only for verified sites.',
  effect: 'read',
  input: Type.Object({}),
  output: Type.Object({
    sites: Type.Array(
      Type.Object({
        url: Type.String({ description: 'The exact name of the site at Bing.' }),
        verified: Type.Boolean({ description: 'Whether Bing answers for this site.' }),
      }),
    ),
  }),
  cache: { ttl: '10m', staleWhileRevalidate: '1h', staleIfError: '1d' },
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
    const { body } = await http.get(path('GetUserSites'), { response: SitesAnswer })
    // Bing sends the codes that prove ownership of a site along; they stop here.
    return { sites: (body.d ?? []).map(({ Url, IsVerified }) => ({ url: Url, verified: IsVerified })) }
  },
})

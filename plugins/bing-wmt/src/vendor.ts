import { apiKey, defineVendor, Secret, Type } from '@patchbay/contract'
import { classify } from './errors/classify.ts'
import { limits } from './limits.ts'
import { SiteUrl } from './site/site.ts'

const config = Type.Object({
  siteUrl: Type.Optional(SiteUrl()),
  positionScale: Type.Optional(
    Type.Union([Type.Literal(1), Type.Literal(10)], {
      default: 1,
      title: 'Position scale',
      description:
        'What the average positions that Bing reports are divided by. Bing does not document their scale: ' +
        'leave it at 1 unless the positions are ten times those in the Bing Webmaster Tools pages.',
    }),
  ),
})

export const vendor = defineVendor({
  api: 'Bing Webmaster API (JSON)',
  docs: 'https://learn.microsoft.com/en-us/bingwebmaster/',
  sunset: null,
  config,
  auth: {
    key: apiKey({
      title: 'API key',
      help:
        'In Bing Webmaster Tools: Settings, API access, API key. A person has one key, and it opens every ' +
        'site of that person. A new key may need half an hour before it works.',
      credentials: Type.Object({ apiKey: Secret({ title: 'API key' }) }),
      field: 'apiKey',
      in: 'query',
      name: 'apikey',
    }),
  },
  origins: { api: 'https://ssl.bing.com' },
  limits,
  classify,
})

import { defineVendor, Type } from '@patchbay/contract'
import { authentication } from './authentication.ts'
import { classify } from './errors/classify.ts'
import { siteOfKey } from './index-now/key.ts'
import { learn } from './learn.ts'
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
  indexNowKey: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9-]{8,128}$',
      title: 'IndexNow key',
      description:
        'Key of the site for IndexNow: 8 to 128 letters, digits and hyphens. It is no secret: the site shows it to ' +
        'everybody in a text file, which must be there before URLs are submitted.',
    }),
  ),
  indexNowKeyLocation: Type.Optional(
    Type.String({
      format: 'uri',
      pattern: '^https?://',
      maxLength: 2048,
      title: 'IndexNow key file',
      description:
        'Where the text file with the IndexNow key is. It covers the URLs in its folder and below. Default: at the ' +
        'root of the host of siteUrl, named after the key.',
    }),
  ),
})

export const vendor = defineVendor({
  api: 'Bing Webmaster API (JSON)',
  docs: 'https://learn.microsoft.com/en-us/bingwebmaster/',
  sunset: null,
  config,
  auth: authentication,
  origins: {
    api: 'https://ssl.bing.com',
    accounts: 'https://www.bing.com',
    indexnow: 'https://api.indexnow.org',
    site: siteOfKey,
  },
  limits,
  classify,
  learn,
})

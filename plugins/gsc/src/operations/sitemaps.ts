import { defineOperation, Type, type Static } from '@patchbay/contract'
import { integerOf, WireInteger } from '@patchbay/google'
import { example } from '../building/example.ts'
import { camelCase } from '../camel-case.ts'
import { lookup } from '../limits.ts'
import { send } from '../request.ts'
import { scopes } from '../scopes.ts'
import { siteField, siteOf, sitePath } from '../site/site-url.ts'
import { gsc } from '../vendor.ts'

const WireSitemap = Type.Object({
  path: Type.String(),
  type: Type.Optional(Type.String()),
  lastSubmitted: Type.Optional(Type.String()),
  lastDownloaded: Type.Optional(Type.String()),
  isPending: Type.Optional(Type.Boolean()),
  isSitemapsIndex: Type.Optional(Type.Boolean()),
  warnings: Type.Optional(WireInteger),
  errors: Type.Optional(WireInteger),
  contents: Type.Optional(
    Type.Array(Type.Object({ type: Type.Optional(Type.String()), submitted: Type.Optional(WireInteger) })),
  ),
})
const WireSitemaps = Type.Object({ sitemap: Type.Optional(Type.Array(WireSitemap)) })
const Nothing = Type.Unknown()

const Moment = (description: string) =>
  Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description })

const Sitemap = Type.Object({
  path: Type.String({ description: 'Its URL.' }),
  type: Type.Union([Type.String(), Type.Null()], { description: 'Such as sitemap, rssFeed or atomFeed.' }),
  lastSubmitted: Moment('When somebody submitted it last.'),
  lastDownloaded: Moment('When Google fetched it last; null if it never did.'),
  isPending: Type.Boolean({ description: 'Whether Google has yet to read it.' }),
  isIndex: Type.Boolean({ description: 'Whether it lists other sitemaps.' }),
  warnings: Type.Integer({ minimum: 0 }),
  errors: Type.Integer({ minimum: 0 }),
  contents: Type.Array(
    Type.Object({
      type: Type.String({ description: 'Such as web, image, video or news.' }),
      submitted: Type.Integer({ minimum: 0, description: 'How many of these it names.' }),
    }),
  ),
})

function sitemapFrom(wire: Static<typeof WireSitemap>): Static<typeof Sitemap> {
  const { type } = wire
  return {
    path: wire.path,
    type: type === undefined ? null : camelCase(type),
    lastSubmitted: wire.lastSubmitted ?? null,
    lastDownloaded: wire.lastDownloaded ?? null,
    isPending: wire.isPending ?? false,
    isIndex: wire.isSitemapsIndex ?? false,
    warnings: integerOf(wire.warnings),
    errors: integerOf(wire.errors),
    contents: (wire.contents ?? []).map((one) => ({
      type: (one.type ?? 'web').toLowerCase(),
      submitted: integerOf(one.submitted),
    })),
  }
}

const sitemapUrl = Type.String({
  format: 'uri',
  pattern: '^https?://',
  maxLength: 2_048,
  description: 'Full URL of the sitemap, such as https://www.example.com/sitemap.xml.',
})

const pathOf = (siteUrl: string, sitemap: string): string =>
  `${sitePath(siteUrl)}/sitemaps/${encodeURIComponent(sitemap)}`

const list = defineOperation(gsc, {
  title: 'List sitemaps',
  description: 'The sitemaps of a property with their state: when Google fetched them, errors and warnings.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object({
    ...siteField,
    sitemapIndex: Type.Optional(
      Type.String({
        format: 'uri',
        maxLength: 2_048,
        description: 'URL of a sitemap index: only the sitemaps that it lists.',
      }),
    ),
    withErrors: Type.Optional(
      Type.Boolean({ default: false, description: 'Only those with errors or warnings.' }),
    ),
  }),
  output: Type.Object({ sitemaps: Type.Array(Sitemap) }),
  cache: { ttl: '5m', staleIfError: '1d' },
  examples: [example('sitemaps.list', 'All of a domain', {})],
  async run(context) {
    const { input, config } = context
    const { body } = await send(context, {
      method: 'GET',
      path: `${sitePath(siteOf(input, config))}/sitemaps`,
      query: { sitemapIndex: input.sitemapIndex },
      ...lookup,
      response: WireSitemaps,
    })
    const sitemaps = (body.sitemap ?? []).map(sitemapFrom)
    return {
      sitemaps:
        input.withErrors === true
          ? sitemaps.filter(({ errors, warnings }) => errors + warnings > 0)
          : sitemaps,
    }
  },
})

const get = defineOperation(gsc, {
  title: 'Get a sitemap',
  description: 'The state of one sitemap of a property.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object({ ...siteField, sitemap: sitemapUrl }),
  output: Sitemap,
  cache: { ttl: '5m', staleIfError: '1d' },
  examples: [
    example('sitemaps.get', 'One with an error', { sitemap: 'https://www.fernhill.example/products.xml' }),
  ],
  async run(context) {
    const { input, config } = context
    const path = pathOf(siteOf(input, config), input.sitemap)
    const { body } = await send(context, { method: 'GET', path, ...lookup, response: WireSitemap })
    return sitemapFrom(body)
  },
})

const Named = Type.Object({ siteUrl: Type.String(), sitemap: Type.String() })

const submit = defineOperation(gsc, {
  title: 'Submit a sitemap',
  description:
    'Tells Google of a sitemap, or to fetch it again. Google reads it some time later: sitemaps.get shows when it has. Needs write access, which a connection for reading lacks.',
  effect: 'idempotent',
  scopes: [scopes.write],
  input: Type.Object({ ...siteField, sitemap: sitemapUrl }),
  output: Named,
  examples: [example('sitemaps.submit', 'A new one', { sitemap: 'https://www.fernhill.example/news.xml' })],
  async run(context) {
    const { input, config } = context
    const siteUrl = siteOf(input, config)
    const path = pathOf(siteUrl, input.sitemap)
    await send(context, { method: 'PUT', path, ...lookup, response: Nothing })
    return { siteUrl, sitemap: input.sitemap }
  },
})

const remove = defineOperation(gsc, {
  title: 'Delete a sitemap',
  description:
    'Takes a sitemap off the list of the property. Google may still know the pages that it named, and fetch it if robots.txt lists it.',
  effect: 'destructive',
  scopes: [scopes.write],
  input: Type.Object({ ...siteField, sitemap: sitemapUrl }),
  output: Named,
  examples: [
    example('sitemaps.delete', 'An old one', { sitemap: 'https://www.fernhill.example/products.xml' }),
  ],
  async run(context) {
    const { input, config } = context
    const siteUrl = siteOf(input, config)
    const path = pathOf(siteUrl, input.sitemap)
    await send(context, { method: 'DELETE', path, ...lookup, response: Nothing })
    return { siteUrl, sitemap: input.sitemap }
  },
})

export const sitemaps = {
  'sitemaps.list': list,
  'sitemaps.get': get,
  'sitemaps.submit': submit,
  'sitemaps.delete': remove,
}

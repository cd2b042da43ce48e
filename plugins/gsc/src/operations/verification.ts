import { defineOperation, Problem, Type, type Static } from '@patchbay/contract'
import { example } from '../building/example.ts'
import { lookup } from '../limits.ts'
import { send } from '../request.ts'
import { scopes } from '../scopes.ts'
import { SiteUrl } from '../site/site-url.ts'
import { gsc } from '../vendor.ts'

const methods = ['META', 'FILE', 'DNS_TXT', 'DNS_CNAME', 'ANALYTICS', 'TAG_MANAGER'] as const
type Method = (typeof methods)[number]

const Method = Type.Unsafe<Method>({
  type: 'string',
  enum: methods,
  description:
    'How ownership is proved: META a tag in the start page, FILE a file at the root, DNS_TXT or DNS_CNAME a record of the domain, ANALYTICS or TAG_MANAGER by those. Domains take only the two of DNS.',
})

const siteUrl = SiteUrl('The property to prove, as sites.add takes it.')

/** What site verification calls a property. */
const siteOf = (url: string) =>
  url.startsWith('sc-domain:')
    ? { type: 'INET_DOMAIN', identifier: url.slice('sc-domain:'.length) }
    : { type: 'SITE', identifier: url }

function checkMethod(url: string, method: Method): void {
  if (!url.startsWith('sc-domain:') || method.startsWith('DNS')) return
  throw new Problem('invalid_input', {
    detail: 'A whole domain can only be proved by a record of its DNS.',
    errors: [{ path: '/method', message: 'must be DNS_TXT or DNS_CNAME for a domain' }],
  })
}

const WireToken = Type.Object({ method: Type.String(), token: Type.String() })
const WireResource = Type.Object({
  id: Type.Optional(Type.String()),
  site: Type.Object({ type: Type.String(), identifier: Type.String() }),
  owners: Type.Optional(Type.Array(Type.String())),
})
const WireResources = Type.Object({ items: Type.Optional(Type.Array(WireResource)) })

const Resource = Type.Object({
  siteUrl: Type.String(),
  owners: Type.Array(Type.String(), { description: 'E-mail addresses of those who proved to own it.' }),
})

const resourceFrom = ({ site, owners = [] }: Static<typeof WireResource>): Static<typeof Resource> => ({
  siteUrl: site.type === 'INET_DOMAIN' ? `sc-domain:${site.identifier}` : site.identifier,
  owners,
})

const base = '/siteVerification/v1'
const common = { origin: 'siteVerification', ...lookup } as const

/** What to do with a token, by method. */
const steps: Readonly<Record<Method, string>> = {
  META: 'Put the tag into the head of the start page.',
  FILE: 'Serve a file of this name at the root, which says: google-site-verification: and the name.',
  DNS_TXT: 'Add it as a TXT record of the domain. It may take a day to be seen.',
  DNS_CNAME: 'Add the record; the token holds its name and where it points to.',
  ANALYTICS: 'Use the Analytics tag of an account in which you may edit the property.',
  TAG_MANAGER: 'Use the container of Tag Manager that you may publish.',
}

const token = defineOperation(gsc, {
  title: 'Get a verification token',
  description:
    'What to put where so that Google sees that the account owns a property. Then call verification.verify.',
  effect: 'read',
  scopes: [scopes.verification],
  input: Type.Object({ siteUrl, method: Method }),
  output: Type.Object({
    siteUrl: Type.String(),
    method: Method,
    token: Type.String(),
    step: Type.String({ description: 'What to do with it.' }),
  }),
  examples: [
    example('verification.get_token', 'A record for a domain', {
      siteUrl: 'sc-domain:fernhill.example',
      method: 'DNS_TXT',
    }),
  ],
  async run(context) {
    const { siteUrl: url, method } = context.input
    checkMethod(url, method)
    const { body } = await send(context, {
      method: 'POST',
      path: `${base}/token`,
      json: { site: siteOf(url), verificationMethod: method },
      ...common,
      response: WireToken,
    })
    return { siteUrl: url, method, token: body.token, step: steps[method] }
  },
})

const verify = defineOperation(gsc, {
  title: 'Verify a property',
  description:
    'Has Google look for the token and makes the account an owner if it is there. Properties in Search Console are verified with it.',
  effect: 'idempotent',
  scopes: [scopes.verification],
  input: Type.Object({ siteUrl, method: Method }),
  output: Resource,
  // Search Console shows at once what may be done with the property.
  invalidates: ['verification', 'sites'],
  examples: [
    example('verification.verify', 'By the tag', {
      siteUrl: 'https://new.fernhill.example/',
      method: 'META',
    }),
  ],
  async run(context) {
    const { siteUrl: url, method } = context.input
    checkMethod(url, method)
    const { body } = await send(context, {
      method: 'POST',
      path: `${base}/webResource`,
      query: { verificationMethod: method },
      json: { site: siteOf(url) },
      ...common,
      response: WireResource,
    })
    return resourceFrom(body)
  },
})

const list = defineOperation(gsc, {
  title: 'List verified properties',
  description: 'What the account has proved to own, with all owners.',
  effect: 'read',
  scopes: [scopes.verification],
  input: Type.Object({}),
  output: Type.Object({ properties: Type.Array(Resource) }),
  cache: { ttl: '5m', staleIfError: '1d' },
  examples: [example('verification.list', 'All of them', {})],
  async run(context) {
    const { body } = await send(context, {
      method: 'GET',
      path: `${base}/webResource`,
      ...common,
      response: WireResources,
    })
    return { properties: (body.items ?? []).map(resourceFrom) }
  },
})

export const verification = {
  'verification.get_token': token,
  'verification.verify': verify,
  'verification.list': list,
}

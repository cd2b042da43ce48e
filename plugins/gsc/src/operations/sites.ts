import { defineOperation, Type } from '@patchbay/contract'
import { lookup } from '../limits.ts'
import { send } from '../request.ts'
import { scopes } from '../scopes.ts'
import { permissionLevel, PermissionLevel } from '../site/permission-level.ts'
import { siteField, siteOf, sitePath, SiteUrl } from '../site/site-url.ts'
import { gsc } from '../vendor.ts'

const WireSite = Type.Object({ siteUrl: Type.String(), permissionLevel: Type.String() })
const WireSites = Type.Object({ siteEntry: Type.Optional(Type.Array(WireSite)) })

const Site = Type.Object({
  siteUrl: Type.String({ description: 'As other operations want it.' }),
  permissionLevel: PermissionLevel,
  isDomain: Type.Boolean({ description: 'Whether it covers all hosts of a domain, over http and https.' }),
})

const siteFrom = (wire: { readonly siteUrl: string; readonly permissionLevel: string }) => ({
  siteUrl: wire.siteUrl,
  permissionLevel: permissionLevel(wire.permissionLevel),
  isDomain: wire.siteUrl.startsWith('sc-domain:'),
})

const list = defineOperation(gsc, {
  title: 'List properties',
  description:
    'The sites and domains that the account has in Search Console, with what it may do with each. Use it first to learn the `siteUrl` that other operations want. Properties that are `unverified` have no data to read.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object({}),
  output: Type.Object({ sites: Type.Array(Site) }),
  cache: { ttl: '5m', staleIfError: '1d' },
  examples: [
    {
      title: 'All of them',
      input: {},
      output: {
        sites: [
          { siteUrl: 'sc-domain:fernhill.example', permissionLevel: 'owner', isDomain: true },
          { siteUrl: 'https://new.fernhill.example/', permissionLevel: 'unverified', isDomain: false },
        ],
      },
    },
  ],
  async run(context) {
    const { body } = await send(context, {
      method: 'GET',
      path: '/webmasters/v3/sites',
      ...lookup,
      response: WireSites,
    })
    return { sites: (body.siteEntry ?? []).map(siteFrom) }
  },
})

const get = defineOperation(gsc, {
  title: 'Get a property',
  description: 'What the account may do with one property.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object({ ...siteField }),
  output: Site,
  cache: { ttl: '5m', staleIfError: '1d' },
  examples: [
    {
      title: 'A domain',
      input: { siteUrl: 'sc-domain:fernhill.example' },
      output: { siteUrl: 'sc-domain:fernhill.example', permissionLevel: 'owner', isDomain: true },
    },
  ],
  async run(context) {
    const path = sitePath(siteOf(context.input, context.config))
    const { body } = await send(context, { method: 'GET', path, ...lookup, response: WireSite })
    return siteFrom(body)
  },
})

// A constant, for the runtime compiles each schema object once.
const Anything = Type.Unknown()
const Changed = Type.Object({ siteUrl: Type.String() })

const add = defineOperation(gsc, {
  title: 'Add a property',
  description:
    'Adds a site or a domain to the account. Unless the account has proved to own it, it has no data: get a token with verification.get_token, put it in place, and call verification.verify.',
  effect: 'idempotent',
  scopes: [scopes.write],
  input: Type.Object({ siteUrl: SiteUrl('The property to add.') }),
  output: Changed,
  examples: [
    {
      title: 'A site',
      input: { siteUrl: 'https://campaign.fernhill.example/' },
      output: { siteUrl: 'https://campaign.fernhill.example/' },
    },
  ],
  async run(context) {
    const { siteUrl } = context.input
    await send(context, { method: 'PUT', path: sitePath(siteUrl), ...lookup, response: Anything })
    return { siteUrl }
  },
})

const remove = defineOperation(gsc, {
  title: 'Remove a property',
  description:
    "Removes a property from the account's list. Its data stays at Google and is there again when the property is added anew.",
  effect: 'destructive',
  scopes: [scopes.write],
  input: Type.Object({
    siteUrl: SiteUrl('The property to remove. That of the connection is not assumed here.'),
  }),
  output: Changed,
  examples: [
    {
      title: 'A site',
      input: { siteUrl: 'https://new.fernhill.example/' },
      output: { siteUrl: 'https://new.fernhill.example/' },
    },
  ],
  async run(context) {
    const { siteUrl } = context.input
    await send(context, { method: 'DELETE', path: sitePath(siteUrl), ...lookup, response: Anything })
    return { siteUrl }
  },
})

export const sites = { 'sites.list': list, 'sites.get': get, 'sites.add': add, 'sites.delete': remove }

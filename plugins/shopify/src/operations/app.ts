import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { all, only } from '../building/whole.ts'
import { list } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'

export const app = group('app', {
  scopes: only({
    title: 'Get the scopes of the app',
    description:
      'What the app of this connection may do in the shop, and what it has asked for. A write scope includes the read scope of the same name.',
    at: 'currentAppInstallation',
    record: record({
      appId: at('app.id', Type.String()),
      title: at('app.title', Type.String()),
      handle: at('app.handle?', Type.String()),
      granted: at('accessScopes', list(record({ handle: Type.String(), description: Type.String() }))),
      requested: at('app.requestedAccessScopes', list(record({ handle: Type.String() }))),
    }),
    example: 'What was granted',
  }),
})

export const api = group('api', {
  versions: all({
    title: 'List API versions',
    description: 'The versions of the Admin API that Shopify supports now. One is supported for a year.',
    at: 'publicApiVersions',
    item: record({
      handle: Type.String({ description: 'Such as 2026-10.' }),
      displayName: Type.String(),
      supported: Type.Boolean({ description: 'False of release candidates and unstable.' }),
    }),
    cache: { ttl: '1h', staleIfError: '1d' },
    example: 'All',
  }),
})

import { Type } from '@patchbay/contract'
import { exactly, from, ownLanguage, text } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid } from '../fields.ts'
import { Redirect } from '../records/content.ts'
import { at, record } from '../shape/record.ts'

const scopes = ['write_online_store_navigation']
const id = gid('UrlRedirect')
const tents = 'gid://shopify/UrlRedirect/1500000001001'
const path = Type.String({
  minLength: 1,
  maxLength: 1_024,
  pattern: '^/',
  description: 'What visitors ask for, such as /old-page. A page that exists is shown all the same.',
})
const target = Type.String({
  minLength: 1,
  maxLength: 2_048,
  description: 'Where they are led: a path of the shop or a whole address.',
})

export const redirects = group('redirects', {
  search: search({
    title: 'Search redirects',
    description: 'Redirects of the online store that match all given filters, a page at a time.',
    scopes: ['read_online_store_navigation'],
    connection: 'urlRedirects',
    item: Redirect,
    filters: {
      text: text('Words that must occur in the path.'),
      path: exactly('path', 'What visitors ask for.'),
      target: exactly('target', 'Where they are led.'),
      createdSince: from('created_at', 'Only those made then or later.'),
      query: ownLanguage('redirects', 'path:/tents'),
    },
    sorting: { type: 'UrlRedirectSortKeys', keys: ['ID', 'PATH'], by: 'ID', reverse: false },
    examples: [{ title: 'By path', input: { path: '/tents' } }],
  }),
  create: mutation({
    title: 'Create a redirect',
    description: 'Leads visitors of an address that is no more to another one.',
    effect: 'write',
    scopes,
    root: 'urlRedirectCreate',
    takes: { urlRedirect: 'UrlRedirectInput!' },
    input: Type.Object({ path, target }),
    answer: at('urlRedirect?', Redirect),
    examples: [{ title: 'To a collection', input: { path: '/sale-2025', target: '/collections/sale' } }],
  }),
  update: mutation({
    title: 'Update a redirect',
    description: 'Sets where from or where to a redirect leads.',
    effect: 'idempotent',
    scopes,
    root: 'urlRedirectUpdate',
    takes: { id: 'ID!', urlRedirect: 'UrlRedirectInput!' },
    input: Type.Object({ id, path: Type.Optional(path), target: Type.Optional(target) }),
    answer: at('urlRedirect?', Redirect),
    examples: [{ title: 'Another target', input: { id: tents, target: '/collections/all' } }],
  }),
  delete: mutation({
    title: 'Delete a redirect',
    description: 'Ends a redirect for good.',
    effect: 'destructive',
    scopes,
    root: 'urlRedirectDelete',
    takes: { id: 'ID!' },
    input: Type.Object({ id }),
    answer: record({ id: at('deletedUrlRedirectId?', Type.String()) }),
    examples: [{ title: 'By id', input: { id: tents } }],
  }),
})

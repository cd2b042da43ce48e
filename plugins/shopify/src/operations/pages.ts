import { Type } from '@patchbay/contract'
import { from, ownLanguage, text, word } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid } from '../fields.ts'
import { postFields, redirectNewHandle, title } from '../inputs/content.ts'
import { Page, PageDetails } from '../records/content.ts'
import { at, record } from '../shape/record.ts'

const reading = ['read_online_store_pages']
const scopes = ['write_online_store_pages']
const id = gid('Page')
const about = 'gid://shopify/Page/1200000001001'

export const pages = group('pages', {
  search: search({
    title: 'Search pages',
    description:
      'Pages of the online store that match all given filters, last changed first, a page at a time.',
    scopes: reading,
    connection: 'pages',
    item: Page,
    filters: {
      text: text('Words that must occur in the title.'),
      published: word('published_status', ['published', 'unpublished', 'any'], 'Whether visitors see it.'),
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('pages', 'handle:about-us'),
    },
    sorting: {
      type: 'PageSortKeys',
      keys: ['ID', 'PUBLISHED_AT', 'TITLE', 'UPDATED_AT'],
      by: 'UPDATED_AT',
      reverse: true,
    },
    examples: [{ title: 'About', input: { text: 'about' } }],
  }),
  get: get({
    title: 'Get a page',
    description: 'One page of the online store by id, with its text.',
    scopes: reading,
    root: 'page',
    type: 'Page',
    thing: 'page',
    record: PageDetails,
    examples: [{ title: 'By id', input: { id: about } }],
  }),
  create: mutation({
    title: 'Create a page',
    description: 'Adds a page to the online store.',
    effect: 'write',
    scopes,
    root: 'pageCreate',
    takes: { page: 'PageCreateInput!' },
    input: Type.Object({ title, ...postFields }),
    answer: at('page?', PageDetails),
    examples: [
      { title: 'A draft', input: { title: 'Size guide', body: '<p>Soon.</p>', isPublished: false } },
    ],
  }),
  update: mutation({
    title: 'Update a page',
    description: 'Sets the given fields of a page and leaves the others.',
    effect: 'idempotent',
    scopes,
    root: 'pageUpdate',
    takes: { id: 'ID!', page: 'PageUpdateInput!' },
    input: Type.Object({ id, title: Type.Optional(title), ...postFields, redirectNewHandle }),
    answer: at('page?', PageDetails),
    examples: [{ title: 'Another title', input: { id: about, title: 'Who we are' } }],
  }),
  delete: mutation({
    title: 'Delete a page',
    description: 'Deletes a page for good.',
    effect: 'destructive',
    scopes,
    root: 'pageDelete',
    takes: { id: 'ID!' },
    input: Type.Object({ id }),
    answer: record({ id: at('deletedPageId?', Type.String()) }),
    examples: [{ title: 'By id', input: { id: about } }],
  }),
})

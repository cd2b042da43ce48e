import { Type } from '@patchbay/contract'
import { ownLanguage, text } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { oneOf } from '../fields.ts'
import { title } from '../inputs/content.ts'
import { Blog, BlogWithCount } from '../records/content.ts'
import { at } from '../shape/record.ts'

export const blogs = group('blogs', {
  list: search({
    title: 'List blogs',
    description: 'The blogs of the online store, a page at a time.',
    scopes: ['read_online_store_pages'],
    connection: 'blogs',
    item: BlogWithCount,
    filters: { text: text('Words of the title.'), query: ownLanguage('blogs', 'handle:journal') },
    sorting: { type: 'BlogSortKeys', keys: ['HANDLE', 'ID', 'TITLE'], by: 'ID', reverse: false },
    limit: { default: 20, maximum: 100 },
    examples: [{ title: 'All', input: {} }],
  }),
  create: mutation({
    title: 'Create a blog',
    description: 'Adds a blog to the online store, to which articles.create writes.',
    effect: 'write',
    scopes: ['write_online_store_pages'],
    root: 'blogCreate',
    takes: { blog: 'BlogCreateInput!' },
    input: Type.Object({
      title,
      handle: Type.Optional(Type.String({ maxLength: 255, description: 'Its part of the address.' })),
      commentPolicy: Type.Optional(
        oneOf(['CLOSED', 'MODERATED', 'AUTO_PUBLISHED'], 'Whether visitors comment. Default: CLOSED.'),
      ),
      templateSuffix: Type.Optional(
        Type.String({ maxLength: 255, description: 'Of the theme template that shows it.' }),
      ),
    }),
    answer: at('blog?', Blog),
    examples: [{ title: 'News', input: { title: 'News', commentPolicy: 'MODERATED' } }],
  }),
})

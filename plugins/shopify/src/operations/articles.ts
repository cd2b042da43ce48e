import { Type } from '@patchbay/contract'
import { exactly, from, idOf, ownLanguage, text, word } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid } from '../fields.ts'
import { postFields, redirectNewHandle, title } from '../inputs/content.ts'
import { Article, ArticleDetails } from '../records/content.ts'
import { at, record } from '../shape/record.ts'

const reading = ['read_online_store_pages']
const scopes = ['write_online_store_pages']
const id = gid('Article')
const care = 'gid://shopify/Article/1400000001001'
const journal = 'gid://shopify/Blog/1300000001001'

const fields = {
  ...postFields,
  summary: Type.Optional(
    Type.String({ maxLength: 65_535, description: 'HTML that lists show in place of it.' }),
  ),
  tags: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
      maxItems: 250,
      description: 'All tags that it has from now on.',
    }),
  ),
  imageUrl: Type.Optional(
    Type.String({
      pattern: '^https://',
      maxLength: 2_048,
      description: 'From where Shopify copies its image.',
    }),
  ),
  imageAlt: Type.Optional(Type.String({ maxLength: 512, description: 'What the image shows, in words.' })),
}
const author = Type.String({ minLength: 1, maxLength: 255, description: 'Name of who wrote it.' })
const places = { author: 'author.name', imageUrl: 'image.url', imageAlt: 'image.altText' }

export const articles = group('articles', {
  search: search({
    title: 'Search articles',
    description: 'Articles of the blogs that match all given filters, latest first, a page at a time.',
    scopes: reading,
    connection: 'articles',
    item: Article,
    filters: {
      text: text('Words that must occur in it.'),
      blogId: idOf('blog_id', 'Blog', 'Those of one blog.'),
      tag: exactly('tag', 'One tag that it has.'),
      author: exactly('author', 'Name of who wrote it.'),
      published: word('published_status', ['published', 'unpublished', 'any'], 'Whether visitors see it.'),
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('articles', 'blog_title:Journal'),
    },
    sorting: {
      type: 'ArticleSortKeys',
      keys: ['AUTHOR', 'BLOG_TITLE', 'ID', 'PUBLISHED_AT', 'TITLE', 'UPDATED_AT'],
      by: 'PUBLISHED_AT',
      reverse: true,
    },
    examples: [{ title: 'Of one blog', input: { blogId: journal } }],
  }),
  get: get({
    title: 'Get an article',
    description: 'One article by id, with its text.',
    scopes: reading,
    root: 'article',
    type: 'Article',
    thing: 'article',
    record: ArticleDetails,
    examples: [{ title: 'By id', input: { id: care } }],
  }),
  create: mutation({
    title: 'Create an article',
    description: 'Adds an article to a blog.',
    effect: 'write',
    scopes,
    root: 'articleCreate',
    takes: { article: 'ArticleCreateInput!' },
    input: Type.Object({ blogId: gid('Blog', 'Where it appears.'), title, author, ...fields }),
    places,
    answer: at('article?', ArticleDetails),
    invalidates: ['articles', 'blogs'],
    examples: [
      {
        title: 'A draft',
        input: { blogId: journal, title: 'Snow', author: 'Mara Lindqvist', isPublished: false },
      },
    ],
  }),
  update: mutation({
    title: 'Update an article',
    description: 'Sets the given fields of an article and leaves the others.',
    effect: 'idempotent',
    scopes,
    root: 'articleUpdate',
    takes: { id: 'ID!', article: 'ArticleUpdateInput!' },
    input: Type.Object({
      id,
      blogId: Type.Optional(gid('Blog', 'Where it appears from now on.')),
      title: Type.Optional(title),
      author: Type.Optional(author),
      ...fields,
      redirectNewHandle,
    }),
    places,
    answer: at('article?', ArticleDetails),
    invalidates: ['articles', 'blogs'],
    examples: [{ title: 'Tags', input: { id: care, tags: ['care', 'wool'] } }],
  }),
  delete: mutation({
    title: 'Delete an article',
    description: 'Deletes an article with its comments for good.',
    effect: 'destructive',
    scopes,
    root: 'articleDelete',
    takes: { id: 'ID!' },
    input: Type.Object({ id }),
    answer: record({ id: at('deletedArticleId?', Type.String()) }),
    invalidates: ['articles', 'blogs'],
    examples: [{ title: 'By id', input: { id: care } }],
  }),
})

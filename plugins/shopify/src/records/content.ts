import { Type } from '@patchbay/contract'
import { nullable, NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { list } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'

/** A page of the online store, without its text. */
export const Page = record({
  id: Type.String(),
  title: Type.String(),
  handle: Type.String(),
  summary: at('bodySummary', Type.String({ description: 'How the text begins, without markup.' })),
  isPublished: Type.Boolean(),
  publishedAt: NullableTimestamp,
  templateSuffix: NullableText,
  createdAt: Timestamp,
  updatedAt: Timestamp,
})

export const PageDetails = record({
  ...Page.fields,
  body: Type.String({ description: 'HTML, as the staff wrote it.' }),
})

/** A blog of the online store. */
export const Blog = record({
  id: Type.String(),
  title: Type.String(),
  handle: Type.String(),
  commentPolicy: Type.String({ description: 'CLOSED, MODERATED or AUTO_PUBLISHED.' }),
  tags: Type.Array(Type.String(), { description: 'Those of its articles.' }),
  createdAt: Timestamp,
  updatedAt: NullableTimestamp,
})

/** The same, with how many articles it has, which costs ten points each. */
export const BlogWithCount = record({
  ...Blog.fields,
  articleCount: at('articlesCount?.count', Type.Integer()),
})

/** An article of a blog, without its text. */
export const Article = record({
  id: Type.String(),
  title: Type.String(),
  handle: Type.String(),
  summary: nullable(Type.String({ description: 'HTML.' })),
  author: at('author?.name', Type.String()),
  tags: Type.Array(Type.String()),
  blogId: at('blog.id', Type.String()),
  blogTitle: at('blog.title', Type.String()),
  imageUrl: at('image?.url', Type.String()),
  isPublished: Type.Boolean(),
  publishedAt: NullableTimestamp,
  createdAt: Timestamp,
  updatedAt: NullableTimestamp,
})

export const ArticleDetails = record({
  ...Article.fields,
  body: Type.String({ description: 'HTML, as the staff wrote it.' }),
})

const item = {
  id: Type.String(),
  title: Type.String(),
  type: Type.String({ description: 'What it leads to, such as PRODUCT, COLLECTION, PAGE or HTTP.' }),
  url: NullableText,
  resourceId: NullableText,
}

/** A menu of the online store, with its items three levels deep, which is all there can be. */
export const Menu = record({
  id: Type.String(),
  title: Type.String(),
  handle: Type.String(),
  isDefault: Type.Boolean({ description: 'Whether it is one that every shop has, whose handle stays.' }),
  items: list(record({ ...item, items: list(record({ ...item, items: list(record(item)) })) })),
})

/** Where an address of the online store leads that is no more. */
export const Redirect = record({
  id: Type.String(),
  path: Type.String({ description: 'What visitors ask for.' }),
  target: Type.String({ description: 'Where they are led.' }),
})

import { id, none, time, valuesAt, word, words, type Filter } from '../filters.ts'
import { by, byId, type Collection } from './collection.ts'

const publishedStatus: Filter = (row, { value }) => {
  const isPublished = valuesAt(row, 'isPublished')[0] === true
  return value === 'any' || isPublished === (value === 'published' || value === 'visible')
}

const post = {
  created_at: time('createdAt'),
  handle: word('handle'),
  id: id('id'),
  published_at: time('publishedAt'),
  published_status: publishedStatus,
  title: words('title'),
  updated_at: time('updatedAt'),
}

const postSorts = {
  ID: byId,
  PUBLISHED_AT: by('publishedAt'),
  TITLE: by('title'),
  UPDATED_AT: by('updatedAt'),
}

export const contentCollections = {
  Page: { anywhere: words('title', 'handle'), filters: post, beyond: [], sorts: postSorts },
  Article: {
    anywhere: words('title', 'handle', 'tags', 'author.name'),
    filters: {
      ...post,
      author: word('author.name'),
      blog_id: id('blog.id'),
      blog_title: word('blog.title'),
      tag: word('tags'),
      tag_not: none(word('tags')),
    },
    beyond: [],
    sorts: { ...postSorts, AUTHOR: by('author.name'), BLOG_TITLE: by('blog.title') },
  },
} satisfies Record<string, Collection>

import { id, none, time, valuesAt, word, words, type Filter } from '../filters.ts'
import { by, byId, names, type Collection } from './collection.ts'

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

const mediaTypes: Readonly<Record<string, string>> = {
  IMAGE: 'MediaImage',
  VIDEO: 'Video',
  EXTERNAL_VIDEO: 'ExternalVideo',
  MODEL_3D: 'Model3d',
  GENERIC_FILE: 'GenericFile',
}

export const contentCollections = {
  File: {
    anywhere: words('alt', 'filename'),
    filters: {
      created_at: time('createdAt'),
      filename: word('filename'),
      id: id('id'),
      media_type: ({ __typename: type }, { value }) => mediaTypes[value.toUpperCase()] === type,
      status: word('fileStatus'),
      updated_at: time('updatedAt'),
    },
    beyond: names('ids original_upload_size product_id used_in'),
    sorts: { CREATED_AT: by('createdAt'), FILENAME: by('filename'), ID: byId, UPDATED_AT: by('updatedAt') },
  },
  Market: {
    anywhere: words('name'),
    filters: { id: id('id'), market_type: word('type'), name: words('name'), status: word('status') },
    beyond: names('market_condition_types wildcard_company_location_with_country_code'),
    sorts: { ID: byId, MARKET_TYPE: by('type'), NAME: by('name'), STATUS: by('status') },
  },
  Metaobject: {
    anywhere: words('displayName', 'handle'),
    filters: {
      display_name: words('displayName'),
      handle: word('handle'),
      id: id('id'),
      updated_at: time('updatedAt'),
    },
    beyond: [],
    sorts: { id: byId, type: by('type'), updated_at: by('updatedAt'), display_name: by('displayName') },
  },
  AnalyticsAnnotation: {
    anywhere: words('title', 'description'),
    filters: { id: id('id'), started_at: time('startedAt'), title: words('title'), type: word('type') },
    beyond: [],
    sorts: {},
  },
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

import { id, time, word, words } from '../filters.ts'
import type { Row } from '../state.ts'
import { bulkCollections } from './bulk.ts'
import { catalogueCollections } from './catalogue.ts'
import { by, byId, type Collection } from './collection.ts'
import { contentCollections } from './content.ts'
import { discountCollections } from './discounts.ts'
import { eventCollections } from './events.ts'
import { salesCollections } from './sales.ts'
import { shippingCollections } from './shipping.ts'

const collections: Readonly<Record<string, Collection>> = {
  ...bulkCollections,
  ...catalogueCollections,
  ...contentCollections,
  ...discountCollections,
  ...eventCollections,
  ...salesCollections,
  ...shippingCollections,
}

/** How types without an entry of their own are searched: by what most types have. */
const common: Collection = {
  anywhere: words('title', 'name', 'handle', 'alt', 'path'),
  filters: {
    created_at: time('createdAt'),
    handle: word('handle'),
    id: id('id'),
    key: word('key'),
    name: words('name'),
    namespace: word('namespace'),
    path: word('path'),
    status: word('status'),
    tag: word('tags'),
    target: word('target'),
    title: words('title'),
    type: word('type'),
    updated_at: time('updatedAt'),
  },
  beyond: [],
  sorts: {},
}

export function collectionOf(type: string): Collection {
  return collections[type] ?? common
}

/** A sort key names the field that it sorts by, unless the type says otherwise. */
export function sortBy({ sorts }: Collection, key: string): (row: Row) => string | number {
  return (
    sorts[key] ??
    (key === 'ID' || key === 'RELEVANCE'
      ? byId
      : by(key.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())))
  )
}

import { id, time, word, words } from '../filters.ts'
import type { Collection } from './collection.ts'

export const bulkCollections = {
  BulkOperation: {
    anywhere: words('status'),
    filters: {
      created_at: time('createdAt'),
      id: id('id'),
      operation_type: word('type'),
      status: word('status'),
    },
    beyond: [],
    sorts: {},
  },
} satisfies Record<string, Collection>

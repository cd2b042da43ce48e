import { iso } from '../state.ts'
import type { Seed } from './seed.ts'

const query =
  '{ products(query: "vendor:Alderbrook") { edges { node { id title variants { edges { node { id sku } } } } } } }'
const day = 86_400_000

/** Bulk operations of today: one that is done, one that found nothing, and one that runs until it is canceled. */
export function bulkSeeds(now: number): readonly Seed[] {
  const created = {
    type: 'QUERY',
    status: 'CREATED',
    query,
    groupObjects: false,
    createdAt: iso(now - (now % day)),
    errorCode: null,
    completedAt: null,
    objectCount: '0',
    rootObjectCount: '0',
    fileSize: null,
    url: null,
    partialDataUrl: null,
  }
  return [
    {
      type: 'BulkOperation',
      after: 9_100_000_001_000,
      rows: [
        created,
        { ...created, query: '{ products(query: "vendor:Nobody") { edges { node { id } } } }' },
        { ...created, doneAfter: Number.POSITIVE_INFINITY },
      ],
    },
  ]
}

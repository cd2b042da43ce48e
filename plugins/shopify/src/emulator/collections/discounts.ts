import { id, time, valuesAt, word, words, type Filter } from '../filters.ts'
import type { Row } from '../state.ts'
import { by, byId, names, type Collection } from './collection.ts'

/** A discount is with a code or automatic, and each keeps its fields under another name. */
const kept = ['codeDiscount', 'automaticDiscount'] as const

const either =
  (filter: (path: string) => Filter, field: string): Filter =>
  (row, term) =>
    kept.some((member) => row[member] !== undefined && filter(`${member}.${field}`)(row, term))

const sortedBy = (field: string) => (row: Row) =>
  by(`${row['codeDiscount'] === undefined ? 'automaticDiscount' : 'codeDiscount'}.${field}`)(row)

const kinds: Readonly<Record<string, RegExp>> = {
  app: /App$/,
  bogo: /Bxgy$/,
  free_shipping: /FreeShipping$/,
  percentage: /Basic$/,
  fixed_amount: /Basic$/,
}

const discountType: Filter = (row, { value }) =>
  kept.some((member) => {
    const [type, summary] = ['__typename', 'summary'].map((field) =>
      String(valuesAt(row, `${member}.${field}`)[0]),
    )
    const isKind = kinds[value.toLowerCase()]?.test(type ?? '') === true
    if (!isKind || !type?.endsWith('Basic')) return isKind
    return summary?.includes('%') === (value.toLowerCase() === 'percentage')
  })

export const discountCollections = {
  DiscountNode: {
    anywhere: words('codeDiscount.title', 'codeDiscount.codes.code', 'automaticDiscount.title'),
    filters: {
      code: word('codeDiscount.codes.code'),
      created_at: either(time, 'createdAt'),
      discount_type: discountType,
      ends_at: either(time, 'endsAt'),
      id: id('id'),
      method: (row, { value }) => (value.toLowerCase() === 'code') === (row['codeDiscount'] !== undefined),
      starts_at: either(time, 'startsAt'),
      status: either(word, 'status'),
      tag: either(word, 'tags'),
      title: either((path) => words(path), 'title'),
      updated_at: either(time, 'updatedAt'),
    },
    beyond: names('combines_with context customer_ids discount_class market_ids segment_ids times_used type'),
    sorts: {
      CREATED_AT: sortedBy('createdAt'),
      ENDS_AT: sortedBy('endsAt'),
      ID: byId,
      RELEVANCE: byId,
      STARTS_AT: sortedBy('startsAt'),
      TITLE: sortedBy('title'),
      UPDATED_AT: sortedBy('updatedAt'),
    },
  },
} satisfies Record<string, Collection>

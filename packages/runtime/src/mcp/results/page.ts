import { bulkOf, endOfExcerpt, endOfFitting, withItems, type Bulk } from './bulk.ts'

/** A part of an answer that was too long to be given at once. */
export interface Page {
  /** Whole items of its list; not there where the answer has no list that makes it long. */
  readonly items?: readonly unknown[]
  /** All of the answer but the items; with the first page alone, and where the list is not the whole answer. */
  readonly rest?: unknown
  /** Characters of its JSON, where there are no items. */
  readonly text?: string
  /** Place of the first item or character that is here, counted from 0. */
  readonly from: number
  /** How many items or characters the whole answer has. */
  readonly total: number
  /** Where the next page begins; not there on the last. */
  readonly next?: number
}

/** The list by which an answer is cut; undefined where what is beside it is too long itself, or one item is all there is. */
export function cuttable(parsed: unknown, length: number, budget: number): Bulk | undefined {
  const bulk = bulkOf(parsed)
  return bulk !== undefined && bulk.items.length > 1 && length - bulk.size < budget ? bulk : undefined
}

/** The part that begins at `from`, of about `budget` characters. `isCut`: whether the answer goes by items. */
export function pageOf(data: string, isCut: boolean, from: number, budget: number): Page {
  if (!isCut) {
    const end = endOfExcerpt(data, from, budget)
    const { length: total } = data
    return { text: data.slice(from, end), from, total, ...(end < total && { next: end }) }
  }
  const parsed: unknown = JSON.parse(data)
  const { path, items } = bulkOf(parsed) ?? { path: [], items: [] }
  const { length: total } = items
  const end = endOfFitting(items, from, budget)
  return {
    items: items.slice(from, end),
    ...(from === 0 && path.length > 0 && { rest: withItems(parsed, path, []) }),
    from,
    total,
    ...(end < total && { next: end }),
  }
}

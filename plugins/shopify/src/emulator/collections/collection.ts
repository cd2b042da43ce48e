import { valuesAt, type Filter } from '../filters.ts'
import { numberIn, type Row } from '../state.ts'

/** How one type of row is searched and sorted. */
export interface Collection {
  /** Words without a field. */
  readonly anywhere: Filter
  readonly filters: Readonly<Record<string, Filter>>
  /** Filters that Shopify has and the seeded data cannot answer. */
  readonly beyond: readonly string[]
  readonly sorts: Readonly<Record<string, (row: Row) => string | number>>
  /** What counts can be narrowed by, where that is not the same. */
  readonly counted?: Readonly<Record<string, Filter>>
}

/** Sorts by what is at a path, text without regard to case. */
export const by =
  (path: string) =>
  (row: Row): string | number => {
    const [value] = valuesAt(row, path)
    return typeof value === 'number' ? value : typeof value === 'string' ? value.toLowerCase() : ''
  }
export const byNumber = (path: string) => (row: Row) => Number(valuesAt(row, path)[0] ?? 0)
export const byId = (row: Row): number => numberIn(row.id)
export const names = (text: string): string[] => text.split(' ')

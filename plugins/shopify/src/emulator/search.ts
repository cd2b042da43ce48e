import { notEmulated } from './api-error.ts'
import type { Collection } from './collections/collection.ts'
import { parseSearch, type Search, type Term } from './search-language.ts'
import type { Row } from './state.ts'

/** What Shopify says about a filter that it ignored. */
export interface SearchWarning {
  readonly field: string
  readonly message: string
  readonly code: string
}

export interface Found {
  readonly rows: readonly Row[]
  readonly warnings: readonly SearchWarning[]
}

/** The rows that a search finds. Like Shopify, it ignores filters that the type does not have, and warns. */
export function searchRows(rows: readonly Row[], query: string | undefined, collection: Collection): Found {
  if (query === undefined || query.trim() === '') return { rows, warnings: [] }
  const warnings: SearchWarning[] = []
  const search = withoutUnknown(parseSearch(query), collection, warnings)
  return {
    rows: search === undefined ? rows : rows.filter((row) => matches(row, search, collection)),
    warnings,
  }
}

function withoutUnknown(
  search: Search,
  collection: Collection,
  warnings: SearchWarning[],
): Search | undefined {
  if (search.kind === 'term') {
    const { field } = search.term
    if (field === undefined || field === 'default' || Object.hasOwn(collection.filters, field)) return search
    if (collection.beyond.includes(field) || field.startsWith('metafields.')) {
      throw notEmulated(`the search filter "${field}"`)
    }
    warnings.push({ field, message: 'Invalid search field for this query.', code: 'invalid_field' })
    return undefined
  }
  if (search.kind === 'not') {
    const part = withoutUnknown(search.part, collection, warnings)
    return part === undefined ? undefined : { kind: 'not', part }
  }
  const parts = search.parts.flatMap((part) => withoutUnknown(part, collection, warnings) ?? [])
  return parts.length === 0 && search.parts.length > 0 ? undefined : { kind: search.kind, parts }
}

function matches(row: Row, search: Search, collection: Collection): boolean {
  switch (search.kind) {
    case 'all':
      return search.parts.every((part) => matches(row, part, collection))
    case 'any':
      return search.parts.some((part) => matches(row, part, collection))
    case 'not':
      return !matches(row, search.part, collection)
    case 'term':
      return filterFor(search.term, collection)(row, search.term)
  }
}

function filterFor({ field }: Term, { anywhere, filters }: Collection) {
  return (field === undefined ? undefined : filters[field]) ?? anywhere
}

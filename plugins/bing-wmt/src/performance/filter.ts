import type { Filters } from './table.ts'

/** Whether a row about a query, a page or both is among those that are asked for. */
export function passes(filters: Filters, query: string | undefined, page: string | undefined): boolean {
  return (
    (filters.query === undefined || query === filters.query) &&
    (filters.page === undefined || page === filters.page) &&
    contains(query, filters.queryContains) &&
    contains(page, filters.pageContains)
  )
}

function contains(text: string | undefined, part: string | undefined): boolean {
  return part === undefined || (text ?? '').toLowerCase().includes(part.toLowerCase())
}

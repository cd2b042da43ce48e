import { Problem } from '@patchbay/contract'

export type Dimension = 'query' | 'page' | 'date'

export interface Filters {
  readonly query?: string | undefined
  readonly queryContains?: string | undefined
  readonly page?: string | undefined
  readonly pageContains?: string | undefined
}

/** One of Bing's report tables, and how to read its rows. */
export interface Table {
  readonly method: string
  readonly parameters: { readonly query?: string; readonly page?: string }
  /** What the key of a row is. Null where rows have none. */
  readonly keyedBy: 'query' | 'page' | null
  readonly granularity: 'day' | 'week'
}

/**
 * The table that can answer. Bing has none that crosses all queries with all pages, so a question about both
 * needs one of them by its exact name.
 */
export function chooseTable(dimensions: readonly Dimension[], filters: Filters): Table {
  const { query, queryContains, page, pageContains } = filters
  const byQuery = dimensions.includes('query') || query !== undefined || queryContains !== undefined
  const byPage = dimensions.includes('page') || page !== undefined || pageContains !== undefined
  if (!byQuery && !byPage)
    return { method: 'GetRankAndTrafficStats', parameters: {}, keyedBy: null, granularity: 'day' }
  if (!byPage) return { method: 'GetQueryStats', parameters: {}, keyedBy: 'query', granularity: 'week' }
  if (!byQuery) return { method: 'GetPageStats', parameters: {}, keyedBy: 'page', granularity: 'week' }
  if (query !== undefined && page !== undefined)
    return {
      method: 'GetQueryPageDetailStats',
      parameters: { query, page },
      keyedBy: null,
      granularity: 'week',
    }
  if (page !== undefined)
    return { method: 'GetPageQueryStats', parameters: { page }, keyedBy: 'query', granularity: 'week' }
  if (query !== undefined)
    return { method: 'GetQueryPageStats', parameters: { query }, keyedBy: 'page', granularity: 'week' }
  throw new Problem('invalid_input', {
    detail: 'Bing does not cross all queries with all pages.',
    advice: 'Name one query exactly in `query`, or one page exactly in `page`.',
    errors: [
      { path: '/query', message: 'is required here unless page is given' },
      { path: '/page', message: 'is required here unless query is given' },
    ],
  })
}

import { Problem, type FieldError } from '@patchbay/contract'
import type { DimensionName, Filter, SearchType } from './fields.ts'

/** What the rules of search analytics are about. */
export interface Ruled {
  readonly dimensions: readonly DimensionName[]
  readonly filters?: readonly Filter[] | undefined
  readonly type?: SearchType | undefined
  readonly aggregationType?: string | undefined
}

/**
 * Refuses what Google would, before anything is sent, with the field that is wrong.
 *
 * @see https://developers.google.com/webmaster-tools/v1/searchanalytics/query
 */
export function checkRules(input: Ruled): void {
  const errors = [...broken(input)]
  if (errors.length > 0) {
    throw new Problem('invalid_input', { detail: errors.map(({ message }) => message).join(' '), errors })
  }
}

function* broken({ dimensions, filters = [], type = 'web', aggregationType }: Ruled): Generator<FieldError> {
  if (dimensions.includes('searchAppearance') && dimensions.length > 1) {
    yield {
      path: '/dimensions',
      message:
        'Google gives searchAppearance only by itself: list the appearances first, then filter by one of them.',
    }
  }
  if (dimensions.includes('hour')) {
    yield { path: '/dimensions', message: 'Hours come from search-analytics.hourly.' }
  }
  const hasQueries = type !== 'discover' && type !== 'googleNews'
  if (!hasQueries && dimensions.includes('query')) {
    yield { path: '/dimensions', message: `There are no queries for the type ${type}.` }
  }
  for (const [index, { dimension, operator, expression }] of filters.entries()) {
    const path = `/filters/${index}`
    if (!hasQueries && dimension === 'query') {
      yield { path: `${path}/dimension`, message: `There are no queries for the type ${type}.` }
    }
    const isPlain = operator === undefined || operator === 'equals' || operator === 'notEquals'
    if (isPlain && dimension === 'country' && !/^[a-zA-Z]{3}$/.test(expression)) {
      yield {
        path: `${path}/expression`,
        message: 'A country is three letters of ISO 3166-1, such as usa or deu.',
      }
    }
    if (isPlain && dimension === 'device' && !/^(desktop|mobile|tablet)$/i.test(expression)) {
      yield { path: `${path}/expression`, message: 'A device is DESKTOP, MOBILE or TABLET.' }
    }
  }
  const isByPage = dimensions.includes('page') || filters.some(({ dimension }) => dimension === 'page')
  if (aggregationType === 'byProperty' && isByPage) {
    yield {
      path: '/aggregationType',
      message: 'What is grouped or filtered by page cannot be counted by property.',
    }
  }
}

import type { Filter, SearchQuery } from './search-query.ts'
import type { Series } from './seed/series.ts'

/** The series that a query looks at: those of its type that its filters let through. */
export function filterSeries(
  series: readonly Series[],
  { type, filters, dimensions }: SearchQuery,
): Series[] {
  const tests = filters.map(testOf)
  // Whatever asks for queries does not see those that Google keeps to itself.
  const needsQuery = dimensions.includes('query') || filters.some(({ dimension }) => dimension === 'query')
  const needsAppearance = dimensions.includes('searchappearance')
  return series.filter(
    (one) =>
      isOfType(one, type) &&
      (!needsQuery || one.query !== undefined) &&
      (!needsAppearance || one.appearance !== undefined) &&
      tests.every((test) => test(one)),
  )
}

function isOfType({ number }: Series, type: string): boolean {
  switch (type) {
    case 'web':
      return true
    case 'image':
      return number % 5 === 1
    case 'video':
      return number % 20 === 3
    case 'discover':
      return number % 4 === 0
    case 'googlenews':
      return number % 10 === 0
    default:
      return false
  }
}

/** The value of a series in a dimension other than time. */
export function valueOf(series: Series, dimension: string): string {
  switch (dimension) {
    case 'query':
      return series.query ?? ''
    case 'page':
      return series.page
    case 'country':
      return series.country
    case 'device':
      return series.device
    default:
      return series.appearance ?? ''
  }
}

function testOf({ dimension, operator, expression }: Filter): (series: Series) => boolean {
  const wanted = expression.toLowerCase()
  // A pattern is matched as RE2 does, in part and with case; the others go by lower case.
  const pattern = operator.endsWith('regex') ? new RegExp(expression) : undefined
  return (series) => {
    const value = valueOf(series, dimension)
    switch (operator) {
      case 'equals':
        return value.toLowerCase() === wanted
      case 'notequals':
        return value.toLowerCase() !== wanted
      case 'contains':
        return value.toLowerCase().includes(wanted)
      case 'notcontains':
        return !value.toLowerCase().includes(wanted)
      case 'includingregex':
        return pattern?.test(value) === true
      default:
        return pattern?.test(value) === false
    }
  }
}

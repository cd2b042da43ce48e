import { refusal } from '@patchbay/google/emulator'
import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { dayOf } from './calendar.ts'

/** A filter, with its names in lower case and without underscores. */
export interface Filter {
  readonly dimension: string
  readonly operator: string
  readonly expression: string
}

/** A query that Google would answer. Names are in lower case and without underscores. */
export interface SearchQuery {
  readonly firstDay: number
  readonly lastDay: number
  readonly dimensions: readonly string[]
  readonly type: string
  readonly dataState: string
  readonly aggregation: 'byPage' | 'byProperty'
  readonly filters: readonly Filter[]
  readonly rowLimit: number
  readonly startRow: number
}

interface Body {
  readonly startDate?: string
  readonly endDate?: string
  readonly dimensions?: readonly string[]
  readonly type?: string
  readonly searchType?: string
  readonly dataState?: string
  readonly aggregationType?: string
  readonly dimensionFilterGroups?: ReadonlyArray<{ readonly filters?: ReadonlyArray<Partial<Filter>> }>
  readonly rowLimit?: number
  readonly startRow?: number
}

/** Older names and those of the discovery document are the same. */
const loose = (text: string | undefined): string => (text ?? '').replaceAll('_', '').toLowerCase()

const isDate = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

const bad = (message: string, reason = 'invalidParameter'): EmulatorAnswer =>
  refusal(400, message, 'INVALID_ARGUMENT', { reason })

/** Reads a query by the rules that its types do not show, or refuses it. */
export function readQuery(body: Body): SearchQuery | EmulatorAnswer {
  const { startDate, endDate, rowLimit = 1_000, startRow = 0 } = body
  if (!isDate(startDate)) return bad(`Invalid value at 'start_date'. Expected YYYY-MM-DD.`)
  if (!isDate(endDate)) return bad(`Invalid value at 'end_date'. Expected YYYY-MM-DD.`)
  if (startDate > endDate) return bad('Start date must not be after end date.')
  if (!(rowLimit >= 1 && rowLimit <= 25_000))
    return bad(`Invalid value '${rowLimit}'. Values must be within the range: [1, 25000]`)
  if (startRow < 0) return bad(`Invalid value '${startRow}'. Values must be within the range: [0, unlimited]`)
  const dimensions = (body.dimensions ?? []).map(loose)
  if (new Set(dimensions).size < dimensions.length) return bad('Dimensions must not be repeated.')
  const type = loose(body.type ?? body.searchType) || 'web'
  const dataState = loose(body.dataState) || 'final'
  const filters = (body.dimensionFilterGroups ?? [])
    .flatMap((group) => group.filters ?? [])
    .map(({ dimension, operator, expression = '' }) => ({
      dimension: loose(dimension),
      operator: loose(operator) || 'equals',
      expression,
    }))
  const named = [...dimensions, ...filters.map(({ dimension }) => dimension)]
  if ((type === 'discover' || type === 'googlenews') && named.includes('query'))
    return bad(`The dimension 'query' is not supported for the search type '${type}'.`)
  if (dimensions.includes('searchappearance') && dimensions.length > 1)
    return bad('Search appearance cannot be combined with other dimensions.')
  if (dimensions.includes('hour') && dataState !== 'hourlyall')
    return bad(`The dimension 'hour' requires the data state 'hourly_all'.`)
  const asked = loose(body.aggregationType) || 'auto'
  const isByPage = named.includes('page') || named.includes('searchappearance')
  if (asked === 'byproperty' && isByPage)
    return bad('Data that is grouped or filtered by page cannot be aggregated by property.')
  const wrong = filters.find(
    ({ operator, expression }) => operator.endsWith('regex') && !isExpression(expression),
  )
  if (wrong !== undefined) return bad(`Invalid regular expression '${wrong.expression}'.`)
  return {
    firstDay: dayOf(startDate),
    lastDay: dayOf(endDate),
    dimensions,
    type,
    dataState,
    aggregation: asked === 'bypage' || isByPage ? 'byPage' : 'byProperty',
    filters,
    rowLimit,
    startRow,
  }
}

function isExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp && text.length <= 4_096
  } catch {
    return false
  }
}

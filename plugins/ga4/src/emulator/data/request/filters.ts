import type { Cursor } from '../fields/cursor.ts'
import { readerOf } from '../fields/dimension-readers.ts'
import { invalid } from '../refusal.ts'
import { knownField } from './field-names.ts'
import type { FilterExpression, FilterTest, NumericValue } from './report-request.ts'

/** Whether something passes. */
export type Test<Subject> = (subject: Subject) => boolean

/** A filter on dimensions as a function of the cursor. */
export function dimensionTest(
  expression: FilterExpression | undefined,
  readers: ReadonlyMap<string, (at: Cursor) => string> = new Map(),
): Test<Cursor> {
  return compile(expression, (name, test) => {
    const read = readers.get(name) ?? readerOf(knownField('dimension', name).name)
    return (at) => test(read(at))
  })
}

/** A filter on metrics as a function of a row's values; only those that the report has can be named. */
export function metricTest(
  expression: FilterExpression | undefined,
  names: readonly string[],
): Test<readonly number[]> {
  return compile(expression, (name, test) => {
    const index = names.indexOf(name)
    if (index === -1)
      throw invalid(
        `Field ${name} exists in MetricFilter but is not defined in input Metrics list. MetricFilters' fields are required to be a subset of the input Metrics list.`,
      )
    return (values) => test(String(values[index] ?? 0))
  })
}

function compile<Subject>(
  expression: FilterExpression | undefined,
  field: (name: string, test: Test<string>) => Test<Subject>,
): Test<Subject> {
  if (expression === undefined) return () => true
  const { andGroup, orGroup, notExpression, filter } = expression
  if (andGroup !== undefined) {
    const tests = (andGroup.expressions ?? []).map((each) => compile(each, field))
    return (subject) => tests.every((test) => test(subject))
  }
  if (orGroup !== undefined) {
    const tests = (orGroup.expressions ?? []).map((each) => compile(each, field))
    return (subject) => tests.some((test) => test(subject))
  }
  if (notExpression !== undefined) {
    const test = compile(notExpression, field)
    return (subject) => !test(subject)
  }
  if (filter === undefined) throw invalid('A FilterExpression is empty: it must have one of its fields set.')
  return field(filter.fieldName ?? '', valueTest(filter))
}

/** The test of one filter on a text. */
export function valueTest(filter: FilterTest): Test<string> {
  const { stringFilter, inListFilter, numericFilter, betweenFilter, emptyFilter } = filter
  if (stringFilter !== undefined)
    return textTest(stringFilter.matchType, stringFilter.value ?? '', stringFilter.caseSensitive ?? false)
  if (inListFilter !== undefined) {
    const fold = folder(inListFilter.caseSensitive ?? false)
    const values = new Set((inListFilter.values ?? []).map(fold))
    if (values.size === 0) throw invalid('An InListFilter must have at least one value.')
    return (text) => values.has(fold(text))
  }
  if (numericFilter !== undefined) return comparison(numericFilter.operation, numberOf(numericFilter.value))
  if (betweenFilter !== undefined) {
    const [from, to] = [numberOf(betweenFilter.fromValue), numberOf(betweenFilter.toValue)]
    return (text) => isNumber(text) && Number(text) >= from && Number(text) <= to
  }
  if (emptyFilter !== undefined) return (text) => text === '' || text === '(not set)'
  throw invalid(
    'A Filter must have one of stringFilter, inListFilter, numericFilter, betweenFilter, emptyFilter.',
  )
}

const folder = (isExact: boolean) => (text: string) => (isExact ? text : text.toLowerCase())
const isNumber = (text: string): boolean => text !== '' && !Number.isNaN(Number(text))

function textTest(matchType = 'EXACT', value: string, isExact: boolean): Test<string> {
  const fold = folder(isExact)
  const wanted = fold(value)
  switch (matchType) {
    case 'BEGINS_WITH':
      return (text) => fold(text).startsWith(wanted)
    case 'ENDS_WITH':
      return (text) => fold(text).endsWith(wanted)
    case 'CONTAINS':
      return (text) => fold(text).includes(wanted)
    case 'FULL_REGEXP':
      return expressionTest(`^(?:${value})$`, isExact)
    case 'PARTIAL_REGEXP':
      return expressionTest(value, isExact)
    default:
      return (text) => fold(text) === wanted
  }
}

function expressionTest(source: string, isExact: boolean): Test<string> {
  try {
    const expression = new RegExp(source, isExact ? 'u' : 'iu')
    return (text) => expression.test(text)
  } catch {
    throw invalid(`The regular expression "${source}" is not valid RE2.`)
  }
}

function numberOf(value: NumericValue | undefined): number {
  const number = Number(value?.int64Value ?? value?.doubleValue ?? Number.NaN)
  if (Number.isNaN(number)) throw invalid('A NumericValue must have int64Value or doubleValue.')
  return number
}

function comparison(operation = '', value: number): Test<string> {
  const compare: Record<string, (number: number) => boolean> = {
    EQUAL: (number) => number === value,
    LESS_THAN: (number) => number < value,
    LESS_THAN_OR_EQUAL: (number) => number <= value,
    GREATER_THAN: (number) => number > value,
    GREATER_THAN_OR_EQUAL: (number) => number >= value,
  }
  const test = compare[operation]
  if (test === undefined) throw invalid('A NumericFilter must have an operation.')
  return (text) => isNumber(text) && test(Number(text))
}

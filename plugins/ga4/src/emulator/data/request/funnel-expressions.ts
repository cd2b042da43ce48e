import type { Cursor } from '../fields/cursor.ts'
import { readerOf } from '../fields/dimension-readers.ts'
import { invalid } from '../refusal.ts'
import { eventNames } from '../world/events.ts'
import { knownField } from './field-names.ts'
import { valueTest, type Test } from './filters.ts'
import type { FilterTest } from './report-request.ts'

interface Groups<Self> {
  readonly andGroup?: { readonly expressions?: readonly Self[] }
  readonly orGroup?: { readonly expressions?: readonly Self[] }
  readonly notExpression?: Self
}

interface ParameterExpression extends Groups<ParameterExpression> {
  readonly funnelParameterFilter?: FilterTest & { readonly eventParameterName?: string }
  readonly segmentParameterFilter?: FilterTest & { readonly eventParameterName?: string }
}

interface EventFilter {
  readonly eventName?: string
  readonly funnelParameterFilterExpression?: ParameterExpression
  readonly segmentParameterFilterExpression?: ParameterExpression
}

/** What makes a step of a funnel, or a segment: both have the same parts under other names. */
export interface FunnelExpression extends Groups<FunnelExpression> {
  readonly funnelFieldFilter?: FilterTest & { readonly fieldName?: string }
  readonly segmentFilter?: FilterTest & { readonly fieldName?: string }
  readonly funnelEventFilter?: EventFilter
  readonly segmentEventFilter?: EventFilter
}

/** The expression as a function of an event. */
export function eventTest(expression: FunnelExpression): Test<Cursor> {
  return grouped(expression, eventTest, (own) => {
    const field = own.funnelFieldFilter ?? own.segmentFilter
    if (field !== undefined) {
      const read = readerOf(knownField('dimension', field.fieldName ?? '').name)
      const test = valueTest(field)
      return (at) => test(read(at))
    }
    const event = own.funnelEventFilter ?? own.segmentEventFilter
    if (event === undefined) throw invalid('A filter expression of a funnel is empty.')
    const parameters = event.funnelParameterFilterExpression ?? event.segmentParameterFilterExpression
    const fits = parameters === undefined ? () => true : parameterTest(parameters)
    return (at) =>
      (event.eventName === undefined || eventNames[at.day.name[at.event] ?? 0] === event.eventName) &&
      fits(at)
  })
}

function grouped<Self extends Groups<Self>>(
  expression: Self,
  read: (part: Self) => Test<Cursor>,
  otherwise: (own: Self) => Test<Cursor>,
): Test<Cursor> {
  const { andGroup, orGroup, notExpression } = expression
  if (andGroup !== undefined) {
    const tests = (andGroup.expressions ?? []).map(read)
    return (at) => tests.every((test) => test(at))
  }
  if (orGroup !== undefined) {
    const tests = (orGroup.expressions ?? []).map(read)
    return (at) => tests.some((test) => test(at))
  }
  if (notExpression === undefined) return otherwise(expression)
  const test = read(notExpression)
  return (at) => !test(at)
}

// The parameters that the seeded events carry, by the dimension that shows them.
const parameters: Readonly<Record<string, string>> = {
  page_location: 'pageLocation',
  page_title: 'pageTitle',
  page_referrer: 'pageReferrer',
  search_term: 'searchTerm',
  link_url: 'linkUrl',
  file_name: 'fileName',
  percent_scrolled: 'percentScrolled',
  transaction_id: 'transactionId',
  currency: 'currencyCode',
  coupon: 'orderCoupon',
}

function parameterTest(expression: ParameterExpression): Test<Cursor> {
  return grouped(expression, parameterTest, (own) => {
    const filter = own.funnelParameterFilter ?? own.segmentParameterFilter
    if (filter === undefined) throw invalid('A filter expression of parameters is empty.')
    const name = filter.eventParameterName ?? ''
    const test = valueTest(filter)
    if (name === 'value') return ({ day, event }) => test(String(day.value[event] ?? ''))
    const dimension = parameters[name]
    // An event does not carry what nobody has sent.
    if (dimension === undefined) return () => false
    const read = readerOf(dimension)
    return (at) => test(read(at))
  })
}

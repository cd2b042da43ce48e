import type { MetricColumn } from '../request/columns.ts'
import type { OrderBy } from '../request/report-request.ts'
import { invalid } from '../refusal.ts'

/** A row before it is written: all as numbers, with the number of its group. */
export interface TableRow {
  readonly values: readonly string[]
  readonly metrics: number[]
  readonly group: number
}

type Compare = (one: TableRow, other: TableRow) => number

/** Sorts as asked; where nothing is asked, or for ties, by the first metric downwards and by the dimensions. */
export function sortRows(
  rows: TableRow[],
  orderBys: readonly OrderBy[],
  dimensions: readonly string[],
  metrics: readonly string[],
): TableRow[] {
  const comparisons = orderBys.map((order) => comparisonOf(order, dimensions, metrics))
  const usual: Compare = (one, other) => (other.metrics[0] ?? 0) - (one.metrics[0] ?? 0)
  const list = [...comparisons, ...(metrics.length > 0 ? [usual] : [])]
  return rows.sort((one, other) => {
    for (const compare of list) {
      const order = compare(one, other)
      if (order !== 0) return order
    }
    for (let index = 0; index < one.values.length; index += 1) {
      const order = compareTexts(one.values[index] ?? '', other.values[index] ?? '')
      if (order !== 0) return order
    }
    return 0
  })
}

function comparisonOf(order: OrderBy, dimensions: readonly string[], metrics: readonly string[]): Compare {
  const sign = order.desc === true ? -1 : 1
  if (order.metric !== undefined) {
    const index = indexOf(order.metric.metricName ?? '', metrics, 'metric')
    return (one, other) => sign * ((one.metrics[index] ?? 0) - (other.metrics[index] ?? 0))
  }
  if (order.dimension === undefined) throw invalid('An OrderBy must have metric, dimension or pivot.')
  const { dimensionName = '', orderType = 'ALPHANUMERIC' } = order.dimension
  const index = indexOf(dimensionName, dimensions, 'dimension')
  const compare =
    orderType === 'NUMERIC'
      ? compareNumbers
      : orderType === 'CASE_INSENSITIVE_ALPHANUMERIC'
        ? (one: string, other: string) => compareTexts(one.toLowerCase(), other.toLowerCase())
        : compareTexts
  return (one, other) => sign * compare(one.values[index] ?? '', other.values[index] ?? '')
}

function indexOf(name: string, names: readonly string[], kind: 'metric' | 'dimension'): number {
  const index = names.indexOf(name)
  if (index === -1)
    throw invalid(
      `Field ${name} exists in OrderBy but is not defined in input ${kind === 'metric' ? 'Metrics' : 'Dimensions'} list.`,
    )
  return index
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

// What is no number comes last.
function compareNumbers(one: string, other: string): number {
  const [first, second] = [Number(one), Number(other)]
  if (Number.isNaN(first) || Number.isNaN(second))
    return Number(Number.isNaN(first)) - Number(Number.isNaN(second))
  return first - second
}

/** As Google writes it. */
export function metricText(value: number, { type }: Pick<MetricColumn, 'type'>): string {
  if (type === 'TYPE_INTEGER') return String(Math.round(value))
  if (type === 'TYPE_CURRENCY') return String(Number(value.toFixed(6)))
  return String(value)
}

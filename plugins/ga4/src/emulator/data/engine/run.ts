import type { Range } from '../request/date-ranges.ts'
import type { ReportRequest } from '../request/report-request.ts'
import { aggregate, separator, type Aggregate } from './aggregate.ts'
import type { Groups } from './groups.ts'
import type { Prepared } from './prepare.ts'
import { fillRolling } from './rolling.ts'
import type { TableRow } from './table.ts'

/** All rows that a request finds, unsorted, and what they are made of. */
export interface Found {
  readonly rows: TableRow[]
  readonly totals: ReadonlyArray<{
    readonly range: string
    readonly comparison: string
    readonly metrics: readonly number[]
  }>
  readonly aggregate: Aggregate
}

// Fewer users than this are not told of where a report could reveal them.
const fewestUsers = 3

/** Runs a prepared request: groups, withholds, filters by metrics. */
export async function run(prepared: Prepared, request: ReportRequest): Promise<Found> {
  const { metrics, passesMetrics, isThresholded } = prepared
  const all = await aggregate(prepared.aggregate)
  const cohortUsers = await usersOfCohorts(prepared)
  const measured = (groups: Groups, group: number): number[] => {
    const measure = groups.measured(group, all.weight)
    return metrics.map((metric) => metric.evaluate(measure))
  }
  const measuredRows: TableRow[] = []
  const cohortColumn = prepared.columns.findIndex(({ name }) => name === 'cohort')
  for (let group = 0; group < all.rows.size; group += 1) {
    const values = all.rows.values[group] ?? []
    const numbers = measured(all.rows, group)
    for (const [index, { name }] of metrics.entries())
      if (name === 'cohortTotalUsers') numbers[index] = cohortUsers.get(values[cohortColumn] ?? '') ?? 0
    if (isThresholded && all.rows.measured(group, 1)('users') < fewestUsers) continue
    if (request.keepEmptyRows !== true && metrics.length > 0 && numbers.every((number) => number === 0))
      continue
    measuredRows.push({ values, metrics: numbers, group })
  }
  await fillRolling(prepared, measuredRows)
  const rows = measuredRows.filter((row) => passesMetrics(row.metrics))
  const total = request.metricFilter === undefined ? all : await again(prepared, rows)
  return {
    rows,
    aggregate: all,
    totals: total.totals.values.map(([range = '', comparison = ''], group) => ({
      range,
      comparison,
      metrics: measured(total.totals, group),
    })),
  }
}

/** Totals of the rows that a filter on metrics has left. */
async function again(prepared: Prepared, rows: readonly TableRow[]): Promise<Aggregate> {
  const kept = new Set(rows.map(({ values }) => values.join(separator)))
  return aggregate({ ...prepared.aggregate, kept })
}

/** How many users each cohort has, whether they came back or not. */
async function usersOfCohorts({ metrics, aggregate: request }: Prepared): Promise<Map<string, number>> {
  if (!metrics.some(({ fields }) => fields.includes('cohortTotalUsers'))) return new Map()
  const { totals } = await aggregate({
    ...request,
    hasTotals: true,
    columns: [],
    readings: request.readings.map((reading) => ({
      ...reading,
      cohort: { accepts: (at) => reading.cohort?.accepts(at) ?? true, nths: () => [0] },
    })),
  })
  return new Map(totals.values.map(([name = ''], group) => [name, totals.measured(group, 1)('users')]))
}

/** How many days a request is about, for its price. */
export const daysOf = (ranges: ReadonlyArray<Pick<Range, 'start' | 'end'>>): number =>
  ranges.reduce((days, { start, end }) => days + end - start + 1, 0)

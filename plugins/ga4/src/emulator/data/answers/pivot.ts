import type { Call } from '../call.ts'
import { separator } from '../engine/aggregate.ts'
import { prepare } from '../engine/prepare.ts'
import { readingsOf } from '../engine/readings.ts'
import { run, type Found } from '../engine/run.ts'
import { sortRows, type TableRow } from '../engine/table.ts'
import { invalid } from '../refusal.ts'
import type { OrderBy, PivotRequest, ReportRequest } from '../request/report-request.ts'
import { metadataOf, priceOf, wireRow } from './report.ts'

interface Pivot {
  readonly names: readonly string[]
  readonly headers: ReadonlyArray<readonly string[]>
  readonly rowCount: number
  readonly hasTotals: boolean
}

const keyOf = (values: readonly string[]): string => values.join(separator)

/** Answers a pivot report: the best combinations of each pivot, and the cells where they cross. */
export async function pivotReport(call: Call, request: PivotRequest) {
  const asked = request.pivots ?? []
  if (asked.length === 0) throw invalid('A pivot report requires at least one pivot.')
  const product = asked.reduce((size, { limit }) => {
    if (limit === undefined || Number(limit) <= 0) throw invalid('Every pivot requires a limit above 0.')
    return size * Number(limit)
  }, 1)
  if (product > 250_000)
    throw invalid(`The product of the limits of all pivots must not exceed 250000; it is ${product}.`)
  const fieldNames = asked.flatMap(({ fieldNames = [] }) => fieldNames)
  const defined = [...(request.dimensions ?? []).map(({ name }) => name), 'dateRange', 'comparison']
  for (const name of fieldNames)
    if (!defined.includes(name))
      throw invalid(`Field ${name} of a pivot is not defined in the input Dimensions list.`)

  const whole = await tableOf(call, request, fieldNames)
  const pivots: Pivot[] = []
  for (const { fieldNames: names = [], orderBys = [], limit, offset = 0, metricAggregations = [] } of asked) {
    const { found, columns, metrics } = await tableOf(call, request, names)
    const order = [...names]
    const rows = sortForPivot(found.rows, orderBys, order, metrics, whole)
    const from = Number(offset)
    pivots.push({
      names: columns,
      headers: rows.slice(from, from + Number(limit)).map(({ values }) => values),
      rowCount: rows.length,
      hasTotals: metricAggregations.includes('TOTAL'),
    })
  }
  const visible = whole.columns
  return {
    tokens: priceOf(whole.prepared, request, whole.found.rows.length) + pivots.length,
    isThresholded: whole.prepared.isThresholded,
    body: {
      pivotHeaders: pivots.map(({ headers, rowCount }) => ({
        ...(headers.length === 0
          ? {}
          : {
              pivotDimensionHeaders: headers.map((values) => ({
                dimensionValues: values.map((value) => ({ value })),
              })),
            }),
        rowCount,
      })),
      dimensionHeaders: visible.map((name) => ({ name })),
      metricHeaders: whole.prepared.metrics.map(({ name, type }) => ({ name, type })),
      ...(await cells(call, request, whole, pivots)),
      metadata: metadataOf(whole.found, whole.prepared, request),
      kind: 'analyticsData#runPivotReport',
    },
  }
}

interface PivotTable {
  readonly found: Found
  readonly prepared: ReturnType<typeof prepare>
  readonly columns: readonly string[]
  readonly metrics: readonly string[]
}

/** The table by these dimensions alone. */
async function tableOf(call: Call, request: PivotRequest, names: readonly string[]): Promise<PivotTable> {
  const { pivots: _pivots, ...rest } = request
  const own: ReportRequest = {
    ...rest,
    dimensions: (request.dimensions ?? []).filter(({ name = '' }) => names.includes(name)),
  }
  const all = prepare(call.property, own, call.now, readingsOf(own, call.now))
  // The ranges of dates are a dimension only where a pivot shows them.
  const columns = all.columns.filter(({ name }) => names.includes(name))
  const prepared = { ...all, columns, aggregate: { ...all.aggregate, columns } }
  const found = await run(prepared, own)
  return {
    found,
    prepared,
    columns: columns.map(({ name }) => name),
    metrics: prepared.metrics.map(({ name }) => name),
  }
}

function sortForPivot(
  rows: TableRow[],
  orderBys: readonly OrderBy[],
  names: readonly string[],
  metrics: readonly string[],
  whole: PivotTable,
): TableRow[] {
  const order = orderBys.find(({ pivot }) => pivot !== undefined)
  if (order?.pivot === undefined) return sortRows(rows, orderBys, names, metrics)
  const { metricName = '', pivotSelections = [] } = order.pivot
  const metric = metrics.indexOf(metricName)
  if (metric === -1)
    throw invalid(`Field ${metricName} exists in OrderBy but is not defined in input Metrics list.`)
  const selected = pivotSelections.map(
    ({ dimensionName = '', dimensionValue = '' }) =>
      [whole.columns.indexOf(dimensionName), dimensionValue] as const,
  )
  const places = names.map((name) => whole.columns.indexOf(name))
  const amounts = new Map<string, number>()
  for (const { values, metrics: numbers } of whole.found.rows) {
    if (!selected.every(([index, value]) => values[index] === value)) continue
    const key = keyOf(places.map((index) => values[index] ?? ''))
    amounts.set(key, (amounts.get(key) ?? 0) + (numbers[metric] ?? 0))
  }
  const sign = order.desc === true ? -1 : 1
  const amountOf = ({ values }: TableRow): number => amounts.get(keyOf(values)) ?? 0
  return rows.sort((one, other) => sign * (amountOf(one) - amountOf(other)))
}

/** The cells of combinations that all pivots show, in their order, and their totals. */
async function cells(call: Call, request: PivotRequest, whole: PivotTable, pivots: readonly Pivot[]) {
  const shown = pivots.map(({ headers }) => new Map(headers.map((values, index) => [keyOf(values), index])))
  const rankOf = (
    columns: readonly string[],
    values: readonly string[],
    except = -1,
  ): number[] | undefined => {
    const ranks: number[] = []
    for (const [index, { names }] of pivots.entries()) {
      if (index === except) continue
      const rank = shown[index]?.get(keyOf(names.map((name) => values[columns.indexOf(name)] ?? '')))
      if (rank === undefined) return undefined
      ranks.push(rank)
    }
    return ranks
  }
  const ranked = (table: PivotTable, except = -1) =>
    table.found.rows
      .flatMap((row) => {
        const ranks = rankOf(table.columns, row.values, except)
        return ranks === undefined ? [] : [{ row, ranks }]
      })
      .sort((one, other) => compareRanks(one.ranks, other.ranks))
      .map(({ row }) => row)
  const aggregates = []
  for (const [index, { names, hasTotals }] of pivots.entries()) {
    if (!hasTotals) continue
    const others = whole.columns.filter((name) => !names.includes(name))
    const table = await tableOf(call, request, others)
    for (const row of ranked(table, index)) {
      const values = whole.columns.map((name) =>
        names.includes(name) ? 'RESERVED_TOTAL' : (row.values[others.indexOf(name)] ?? ''),
      )
      aggregates.push(wireRow(values, row.metrics, whole.prepared))
    }
  }
  const rows = ranked(whole).map(({ values, metrics }) => wireRow(values, metrics, whole.prepared))
  return {
    ...(rows.length === 0 ? {} : { rows }),
    ...(aggregates.length === 0 ? {} : { aggregates }),
  }
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < one.length; index += 1) {
    const order = (one[index] ?? 0) - (other[index] ?? 0)
    if (order !== 0) return order
  }
  return 0
}

import type { Call } from '../call.ts'
import type { Reading } from '../engine/aggregate.ts'
import { prepare, type Prepared } from '../engine/prepare.ts'
import { readingsOf } from '../engine/readings.ts'
import { daysOf, run, type Found } from '../engine/run.ts'
import { metricText, sortRows, type TableRow } from '../engine/table.ts'
import { invalid } from '../refusal.ts'
import type { ReportRequest } from '../request/report-request.ts'

export interface WireRow {
  readonly dimensionValues?: ReadonlyArray<{ readonly value: string }>
  readonly metricValues?: ReadonlyArray<{ readonly value: string }>
}

interface Made {
  readonly prepared: Prepared
  readonly found: Found
}

// Reports that were made last, for the pages of a big one.
const kept = new Map<string, Promise<Made>>()
const mostKept = 4

function made(call: Call, request: ReportRequest, readings: readonly Reading[]): Promise<Made> {
  const { property, now } = call
  const {
    offset: _offset,
    limit: _limit,
    returnPropertyQuota: _quota,
    property: _property,
    ...rest
  } = request
  const isOpen = readings.some(({ end }) => end >= now.day)
  const key = JSON.stringify([property.id, now.day, isOpen ? now.minute : 0, rest])
  const known = kept.get(key)
  if (known !== undefined) return known
  const making = make(call, request, readings)
  kept.set(key, making)
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest)
  making.catch(() => kept.delete(key))
  return making
}

async function make(
  { property, now }: Call,
  request: ReportRequest,
  readings: readonly Reading[],
): Promise<Made> {
  const prepared = prepare(property, request, now, readings)
  const found = await run(prepared, request)
  const { columns, metrics } = prepared
  const names = [columns, metrics].map((list) => list.map(({ name }) => name))
  sortRows(found.rows, request.orderBys ?? [], names[0] ?? [], names[1] ?? [])
  return { prepared, found }
}

/** Answers a report on days, or on cohorts. */
export function report(call: Call, request: ReportRequest, kind = 'analyticsData#runReport') {
  return answer(call, request, readingsOf(request, call.now), kind)
}

/** Answers a report on what was read. */
export async function answer(call: Call, request: ReportRequest, readings: readonly Reading[], kind: string) {
  const { offset, limit } = pageOf(request)
  const { prepared, found } = await made(call, request, readings)
  const { columns, isThresholded } = prepared
  const metrics = visibleMetrics(prepared)
  const page = found.rows.slice(offset, offset + limit)
  const { rows } = found
  return {
    tokens: priceOf(prepared, request, rows.length),
    isThresholded,
    body: {
      ...(columns.length === 0 ? {} : { dimensionHeaders: columns.map(({ name }) => ({ name })) }),
      ...(metrics.length === 0 ? {} : { metricHeaders: metrics.map(({ name, type }) => ({ name, type })) }),
      ...(page.length === 0 ? {} : { rows: page.map((row) => wireRow(row.values, row.metrics, prepared)) }),
      ...aggregations(found, prepared, request),
      ...(rows.length === 0 ? {} : { rowCount: rows.length }),
      metadata: metadataOf(found, prepared, request),
      kind,
    },
  }
}

const visibleMetrics = ({ metrics }: Prepared) => metrics.filter(({ isInvisible }) => !isInvisible)

export function wireRow(
  values: readonly string[],
  numbers: readonly number[],
  { metrics }: Pick<Prepared, 'metrics'>,
): WireRow {
  return {
    ...(values.length === 0 ? {} : { dimensionValues: values.map((value) => ({ value })) }),
    ...(metrics.length === 0
      ? {}
      : {
          metricValues: metrics.flatMap((metric, index) =>
            metric.isInvisible ? [] : [{ value: metricText(numbers[index] ?? 0, metric) }],
          ),
        }),
  }
}

/** Google gives 250,000 rows at the most, however many are asked for. */
export function pageOf({ offset = 0, limit = 10_000 }: Pick<ReportRequest, 'offset' | 'limit'>) {
  const page = { offset: Number(offset), limit: Math.min(250_000, Number(limit) || 10_000) }
  if (page.offset < 0) throw invalid('offset must not be negative.')
  if (Number(limit) < 0) throw invalid('limit must be positive.')
  return page
}

const kinds = { TOTAL: 'totals', MINIMUM: 'minimums', MAXIMUM: 'maximums' } as const

function aggregations(
  { rows, totals }: Found,
  prepared: Prepared,
  { metricAggregations = [] }: ReportRequest,
) {
  const { columns } = prepared
  const result: Record<string, WireRow[]> = {}
  for (const [kind, name] of Object.entries(kinds)) {
    if (!metricAggregations.includes(kind) || rows.length === 0) continue
    result[name] = totals.map(({ range, comparison, metrics }) => {
      const values = columns.map((column) =>
        column.name === 'dateRange' ? range : column.name === 'comparison' ? comparison : `RESERVED_${kind}`,
      )
      const numbers = kind === 'TOTAL' ? metrics : extremes(rows, values, prepared, kind)
      return wireRow(values, numbers, prepared)
    })
  }
  return result
}

/** The least or the most of each metric among the rows of a range. */
function extremes(
  rows: readonly TableRow[],
  values: readonly string[],
  { metrics }: Prepared,
  kind: string,
): number[] {
  const own = rows.filter((row) =>
    values.every((value, index) => value.startsWith('RESERVED_') || row.values[index] === value),
  )
  const pick = kind === 'MINIMUM' ? Math.min : Math.max
  return metrics.map((_metric, index) =>
    own.reduce(
      (best, row) => pick(best, row.metrics[index] ?? 0),
      kind === 'MINIMUM' ? Number.POSITIVE_INFINITY : 0,
    ),
  )
}

export function metadataOf(
  { aggregate: { sampled, hasOther } }: Found,
  { property, isThresholded }: Prepared,
  { currencyCode }: ReportRequest,
) {
  return {
    currencyCode: currencyCode ?? property.currencyCode,
    timeZone: property.timeZone,
    ...(hasOther ? { dataLossFromOtherRow: true } : {}),
    ...(isThresholded ? { subjectToThresholding: true } : {}),
    ...(sampled === undefined
      ? {}
      : {
          samplingMetadatas: [
            { samplesReadCount: String(sampled.read), samplingSpaceSize: String(sampled.all) },
          ],
        }),
  }
}

/** More for many rows, columns and days. */
export function priceOf(
  { columns, metrics, aggregate }: Prepared,
  request: ReportRequest,
  rows: number,
): number {
  const filters = Number(request.dimensionFilter !== undefined) + Number(request.metricFilter !== undefined)
  return (
    1 +
    Math.floor((columns.length + metrics.length) / 4) +
    Math.floor(daysOf(aggregate.readings) / 60) +
    Math.floor(rows / 5_000) +
    filters
  )
}

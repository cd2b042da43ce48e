import type { Property } from '../properties.ts'
import { invalid } from '../refusal.ts'
import { readerOf } from '../fields/dimension-readers.ts'
import {
  dimensionColumns,
  metricColumns,
  type DimensionColumn,
  type MetricColumn,
} from '../request/columns.ts'
import { assertCompatible } from '../request/compatibility.ts'
import { dimensionTest, metricTest } from '../request/filters.ts'
import type { ReportRequest } from '../request/report-request.ts'
import type { AggregateRequest, Reading } from './aggregate.ts'
import type { Now } from './readings.ts'

/** A request that was read and found good. */
export interface Prepared {
  readonly property: Property
  readonly columns: readonly DimensionColumn[]
  readonly metrics: readonly MetricColumn[]
  readonly aggregate: AggregateRequest
  readonly passesMetrics: (values: readonly number[]) => boolean
  readonly isThresholded: boolean
}

// What may tell about single persons.
const personal = ['userAgeBracket', 'userGender', 'brandingInterest', 'audienceName', 'audienceId']

export function prepare(
  property: Property,
  request: ReportRequest,
  now: Now,
  readings: readonly Reading[],
): Prepared {
  const { dimensions = [], metrics = [], comparisons = [], cohortSpec } = request
  const asked = dimensionColumns(dimensions)
  const measured = metricColumns(metrics)
  if (asked.length + measured.length === 0)
    throw invalid('Requests require dimensions and/or metrics. Most requests include both.')
  const names = asked.map(({ name }) => name)
  if (cohortSpec !== undefined && !names.includes('cohort'))
    throw invalid('Requests with a cohortSpec require the dimension cohort.')
  const fields = {
    dimensions: asked.flatMap(({ fields }) => fields),
    metrics: measured.flatMap(({ fields }) => fields),
  }
  assertCompatible(fields)
  const isCohort = fields.metrics.some((name) => name.startsWith('cohort'))
  if (isCohort && cohortSpec === undefined) throw invalid('Cohort metrics require a cohortSpec.')
  const columns = [
    ...asked,
    ...implicit('comparison', comparisons.length > 0, names),
    ...implicit('dateRange', readings.length > 1 && cohortSpec === undefined, names),
  ]
  const readers = new Map(asked.map(({ name, read }) => [name, read]))
  const isThresholded = property.isThresholded && fields.dimensions.some((name) => personal.includes(name))
  return {
    property,
    columns,
    metrics: measured,
    isThresholded,
    passesMetrics: metricTest(
      request.metricFilter,
      measured.map(({ name }) => name),
    ),
    aggregate: {
      property,
      readings,
      columns,
      measures: [
        ...measured.flatMap(({ needs }) => needs),
        // To withhold what few users did, or to count those of a cohort.
        ...(property.isThresholded || cohortSpec !== undefined ? (['users'] as const) : []),
      ],
      hasTotals: (request.metricAggregations ?? []).length > 0,
      filter: dimensionTest(request.dimensionFilter, readers),
      comparisons: comparisonTests(request),
      now,
    },
  }
}

const implicit = (name: string, isWanted: boolean, present: readonly string[]): DimensionColumn[] =>
  isWanted && !present.includes(name) ? [{ name, fields: [name], read: readerOf(name) }] : []

function comparisonTests({ comparisons = [] }: ReportRequest): AggregateRequest['comparisons'] {
  if (comparisons.length === 0) return [{ name: '', test: () => true }]
  return comparisons.map(({ name, dimensionFilter, comparison }, index) => {
    if (dimensionFilter === undefined && comparison !== 'comparisons/1')
      throw invalid(
        'A comparison requires a dimensionFilter, or the name of one that the property has saved.',
      )
    return {
      name: name ?? (dimensionFilter === undefined ? 'Mobile traffic' : `comparison_${index}`),
      test: dimensionTest(dimensionFilter ?? savedComparison),
    }
  })
}

/** The one that seeded properties have saved. */
export const savedComparison = {
  filter: { fieldName: 'deviceCategory', stringFilter: { value: 'mobile' } },
} as const

import { dimensionColumns, metricColumns } from '../request/columns.ts'
import { assertCompatible, canJoin } from '../request/compatibility.ts'
import { dimensionFacts, metricFacts } from '../request/field-names.ts'
import type { DimensionRequest, MetricRequest } from '../request/report-request.ts'
import { dimensionMetadata, metricMetadata } from './metadata.ts'

interface CompatibilityRequest {
  readonly dimensions?: readonly DimensionRequest[]
  readonly metrics?: readonly MetricRequest[]
  readonly compatibilityFilter?: string
}

const wordFor = (is: boolean): string => (is ? 'COMPATIBLE' : 'INCOMPATIBLE')

/** Answers what could be added to a request. A request that is incompatible in itself is refused. */
export function compatibility({ dimensions = [], metrics = [], compatibilityFilter }: CompatibilityRequest) {
  const fields = {
    dimensions: dimensionColumns(dimensions).flatMap(({ fields }) => fields),
    metrics: metricColumns(metrics).flatMap(({ fields }) => fields),
  }
  assertCompatible(fields)
  const isWanted = ({ compatibility }: { readonly compatibility: string }): boolean =>
    compatibilityFilter === undefined ||
    compatibilityFilter === 'COMPATIBILITY_UNSPECIFIED' ||
    compatibility === compatibilityFilter
  return {
    dimensionCompatibilities: [...dimensionFacts.values()]
      .map((fact) => ({
        dimensionMetadata: dimensionMetadata(fact),
        compatibility: wordFor(canJoin(fact.name, 'dimension', fields)),
      }))
      .filter(isWanted),
    metricCompatibilities: [...metricFacts.values()]
      .map((fact) => ({
        metricMetadata: metricMetadata(fact),
        compatibility: wordFor(canJoin(fact.name, 'metric', fields)),
      }))
      .filter(isWanted),
  }
}

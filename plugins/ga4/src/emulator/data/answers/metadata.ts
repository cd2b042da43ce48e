import type { Call } from '../call.ts'
import { dimensionFacts, metricFacts } from '../request/field-names.ts'
import type { DimensionFact, MetricFact } from '../../../catalogue/field.ts'
import { conversions } from './conversions.ts'

export const dimensionMetadata = ({ name, title, description, category }: DimensionFact) => ({
  apiName: name,
  uiName: title,
  description,
  ...(name.startsWith('custom') ? { customDefinition: true } : {}),
  category,
})

export const metricMetadata = ({ name, title, description, category, type }: MetricFact) => ({
  apiName: name,
  uiName: title,
  description,
  type,
  category,
})

/** Answers what can be asked for. The property 0 has what all properties have. */
export function metadata({ property }: Pick<Call, 'property'>, isAlpha: boolean) {
  const isCommon = property.id === '0'
  const dimensions = [...dimensionFacts.values()].filter(
    ({ name }) => !isCommon || !name.startsWith('custom'),
  )
  const metrics = [...metricFacts.values()].filter(({ name }) => !isCommon || !name.includes(':'))
  return {
    name: `properties/${property.id}/metadata`,
    dimensions: dimensions.map(dimensionMetadata),
    metrics: metrics.map(metricMetadata),
    ...(isCommon
      ? {}
      : {
          comparisons: [
            {
              apiName: 'comparisons/1',
              uiName: 'Mobile traffic',
              description: 'Device category exactly matches mobile',
            },
          ],
        }),
    ...(isAlpha && !isCommon ? { conversions } : {}),
  }
}

import { Type } from '@patchbay/contract'
import type { Sums } from './measures.ts'

/** What Search Console counts without any dimension, which includes the queries that it withholds. */
export interface PropertyTotals {
  readonly clicks: number
  readonly impressions: number
}

export const WithheldSchema = Type.Union(
  [
    Type.Object({
      clicks: Type.Number({ description: 'Clicks of the property that no row shows.' }),
      impressions: Type.Number({ description: 'Impressions of the property that no row shows.' }),
    }),
    Type.Null(),
  ],
  {
    description:
      'Totals of the property minus the rows: rare queries, which Google keeps back, and rows beyond its limits. ' +
      'Negative where rows count more often than the property, as pages do. Null where no totals were given.',
  },
)

export function withheldOf(
  property: PropertyTotals | null | undefined,
  rows: Sums,
): { clicks: number; impressions: number } | null {
  if (property === null || property === undefined) return null
  return {
    clicks: property.clicks - rows.clicks,
    impressions: property.impressions - rows.impressions,
  }
}

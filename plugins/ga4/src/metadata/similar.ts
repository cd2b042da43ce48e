import { dimensions } from '../catalogue/dimensions.ts'
import { metrics } from '../catalogue/metrics.ts'
import { fieldSearch, type FieldKind, type FieldText } from './field-search.ts'

const known: Readonly<Record<FieldKind, readonly FieldText[]>> = {
  dimension: dimensions.map((field) => ({ ...field, kind: 'dimension' })),
  metric: metrics.map((field) => ({ ...field, kind: 'metric' })),
}

// They follow from the catalogue alone, and take some milliseconds to make.
const searches: { [Kind in FieldKind]?: (text: string) => FieldText[] } = {}

/** Names like this one among the fields that every property has, best first. */
export function similarNames(name: string, kind: FieldKind, most = 3): string[] {
  const search = (searches[kind] ??= fieldSearch(known[kind]))
  return search(name)
    .slice(0, most)
    .map((field) => field.name)
}

/** Whether every property has a field of this name, of the other kind. */
export const isOtherKind = (name: string, kind: FieldKind): boolean =>
  known[kind === 'dimension' ? 'metric' : 'dimension'].some((field) => field.name === name)

import { Problem } from '@patchbay/contract'

/** A filter as reports have it. */
export interface ReportExpression {
  readonly andGroup?: { readonly expressions: readonly ReportExpression[] }
  readonly orGroup?: { readonly expressions: readonly ReportExpression[] }
  readonly notExpression?: ReportExpression
  readonly filter?: { readonly fieldName: string; readonly emptyFilter?: object }
}

/** How a filter of a single field is called in a place, such as a step of a funnel. */
export type Leaf = (filter: NonNullable<ReportExpression['filter']>) => object

/**
 * The same filter as another place of a funnel wants it: groups are called alike everywhere, single filters are not, and
 * none of them can ask whether something is empty. `path` is where it stands in the input.
 */
export function expressionAs(expression: ReportExpression, leaf: Leaf, path: string): object {
  const { andGroup, orGroup, notExpression, filter } = expression
  const all = ({ expressions }: { readonly expressions: readonly ReportExpression[] }) => ({
    expressions: expressions.map((part) => expressionAs(part, leaf, path)),
  })
  if (andGroup !== undefined) return { andGroup: all(andGroup) }
  if (orGroup !== undefined) return { orGroup: all(orGroup) }
  if (notExpression !== undefined) return { notExpression: expressionAs(notExpression, leaf, path) }
  if (filter === undefined || filter.emptyFilter !== undefined)
    throw new Problem('invalid_input', {
      detail: 'Funnels cannot ask whether something is empty.',
      errors: [{ path, message: 'cannot have the operator is_empty' }],
    })
  return leaf(filter)
}

/** Expressions that must all hold. */
export const allOf = (expressions: readonly object[]): object | undefined =>
  expressions.length > 1 ? { andGroup: { expressions } } : expressions[0]

/** Expressions of which one is enough. */
export const anyOf = (expressions: readonly object[]): object | undefined =>
  expressions.length > 1 ? { orGroup: { expressions } } : expressions[0]

import { Problem, Type, type Static } from '@patchbay/contract'
import { DimensionFilter, wireFilter } from './filters.ts'

export const FunnelStep = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60, description: 'What the step is called in the answer.' }),
  events: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 120 }), {
      minItems: 1,
      maxItems: 20,
      description: 'Names of events, any of which takes the step, such as ["add_to_cart"].',
    }),
  ),
  where: DimensionFilter,
  directly: Type.Optional(
    Type.Boolean({
      description: 'Whether the step must be the very next event after the one before. Default: no.',
    }),
  ),
  withinSeconds: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 31_536_000,
      description: 'Within how many seconds of the step before it must be taken. Default: any time.',
    }),
  ),
})

export type FunnelStep = Static<typeof FunnelStep>

/** A step as Google wants it: its events and its conditions must both hold. */
export function wireStep(step: FunnelStep, index: number): object {
  const { name, events = [], directly, withinSeconds } = step
  const named = events.map((eventName) => ({ funnelEventFilter: { eventName } }))
  const conditions = wireFilter(step.where, `steps/${index}/where`)
  const parts = [
    ...(named.length === 0 ? [] : [named.length === 1 ? named[0] : { orGroup: { expressions: named } }]),
    ...(conditions === undefined ? [] : [asFunnelExpression(conditions as Expression, index)]),
  ]
  return {
    name,
    ...(directly === true ? { isDirectlyFollowedBy: true } : {}),
    ...(withinSeconds === undefined ? {} : { withinDurationFromPriorStep: `${withinSeconds}s` }),
    filterExpression: parts.length === 1 ? parts[0] : { andGroup: { expressions: parts } },
  }
}

interface Expression {
  readonly andGroup?: { readonly expressions: readonly Expression[] }
  readonly orGroup?: { readonly expressions: readonly Expression[] }
  readonly notExpression?: Expression
  readonly filter?: { readonly emptyFilter?: object }
}

/** Funnels call the same things by other names, and cannot ask whether something is empty. */
function asFunnelExpression({ andGroup, orGroup, notExpression, filter }: Expression, step: number): object {
  const all = (expressions: readonly Expression[]) => ({
    expressions: expressions.map((expression) => asFunnelExpression(expression, step)),
  })
  if (andGroup !== undefined) return { andGroup: all(andGroup.expressions) }
  if (orGroup !== undefined) return { orGroup: all(orGroup.expressions) }
  if (notExpression !== undefined) return { notExpression: asFunnelExpression(notExpression, step) }
  if (filter?.emptyFilter !== undefined)
    throw new Problem('invalid_input', {
      detail: 'Steps of a funnel cannot ask whether a field is empty.',
      errors: [{ path: `/steps/${step}/where`, message: 'cannot have the operator is_empty' }],
    })
  return { funnelFieldFilter: filter }
}

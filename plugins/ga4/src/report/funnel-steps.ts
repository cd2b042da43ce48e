import { Type, type Static } from '@patchbay/contract'
import { DimensionFilter, ParameterFilter, wireFilter } from './filters.ts'
import { allOf, anyOf, expressionAs } from './funnel-expression.ts'

export const EventNames = (description: string) =>
  Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { minItems: 1, maxItems: 20, description }),
  )

export const FunnelStep = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60, description: 'What the step is called in the answer.' }),
  events: EventNames('Names of events, any of which takes the step, such as ["add_to_cart"].'),
  parameters: ParameterFilter,
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

/** A step as Google wants it: its events, with their parameters, and its conditions must all hold. */
export function wireStep(step: FunnelStep, index: number): object {
  const { name, events = [], directly, withinSeconds } = step
  const path = `/steps/${index}`
  const parameters = wireFilter(step.parameters, `steps/${index}/parameters`)
  const ofEvent =
    parameters === undefined
      ? {}
      : {
          funnelParameterFilterExpression: expressionAs(
            parameters,
            ({ fieldName: eventParameterName, ...test }) => ({
              funnelParameterFilter: { eventParameterName, ...test },
            }),
            `${path}/parameters`,
          ),
        }
  const named = events.map((eventName) => ({ funnelEventFilter: { eventName, ...ofEvent } }))
  const conditions = wireFilter(step.where, `steps/${index}/where`)
  const parts = [
    anyOf(named.length === 0 && parameters !== undefined ? [{ funnelEventFilter: ofEvent }] : named),
    conditions === undefined
      ? undefined
      : expressionAs(conditions, (filter) => ({ funnelFieldFilter: filter }), `${path}/where`),
  ].filter((part) => part !== undefined)
  return {
    name,
    ...(directly === true ? { isDirectlyFollowedBy: true } : {}),
    ...(withinSeconds === undefined ? {} : { withinDurationFromPriorStep: `${withinSeconds}s` }),
    filterExpression: allOf(parts),
  }
}

import { Problem, Type, type Static } from '@patchbay/contract'
import { DimensionFilter, wireFilter } from './filters.ts'
import { allOf, anyOf, expressionAs } from './funnel-expression.ts'
import { EventNames } from './funnel-steps.ts'

const Segment = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60, description: 'What its rows are marked with.' }),
  of: Type.Optional(
    Type.Union([Type.Literal('users'), Type.Literal('sessions'), Type.Literal('events')], {
      default: 'users',
      description:
        'What belongs to it where the conditions hold: all that such users did, the sessions in which they held, or the events alone. Default: users.',
    }),
  ),
  events: EventNames('Names of events, any of which must have happened.'),
  where: DimensionFilter,
})

export const Segments = Type.Optional(
  Type.Array(Segment, {
    minItems: 1,
    maxItems: 4,
    description:
      'Parts of the visitors to look at side by side, each with `events`, with conditions (`where`), or with both: rows say in `segment` to which they belong. Default: all visitors together.',
  }),
)

type Segment = Static<typeof Segment>

/** A segment as Google wants it. */
export function wireSegment(segment: Segment, index: number): object {
  const { name, of = 'users', events = [] } = segment
  const conditions = wireFilter(segment.where, `segments/${index}/where`)
  const segmentFilterExpression = allOf(
    [
      anyOf(events.map((eventName) => ({ segmentEventFilter: { eventName } }))),
      conditions === undefined
        ? undefined
        : expressionAs(conditions, (filter) => ({ segmentFilter: filter }), `/segments/${index}/where`),
    ].filter((part) => part !== undefined),
  )
  if (segmentFilterExpression === undefined)
    throw new Problem('invalid_input', {
      detail: 'A segment says neither which event nor which condition makes it.',
      errors: [{ path: `/segments/${index}`, message: 'needs events or where' }],
    })
  const criteria = (conditionScoping: string) => ({
    andConditionGroups: [{ conditionScoping, segmentFilterExpression }],
  })
  switch (of) {
    case 'users':
      return {
        name,
        userSegment: { userInclusionCriteria: criteria('USER_CRITERIA_ACROSS_ALL_SESSIONS') },
      }
    case 'sessions':
      return {
        name,
        sessionSegment: { sessionInclusionCriteria: criteria('SESSION_CRITERIA_WITHIN_SAME_SESSION') },
      }
    case 'events':
      return { name, eventSegment: { eventInclusionCriteria: criteria('EVENT_CRITERIA_WITHIN_SAME_EVENT') } }
  }
}

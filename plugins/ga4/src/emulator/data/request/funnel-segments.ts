import type { Cursor } from '../fields/cursor.ts'
import { invalid } from '../refusal.ts'
import type { Test } from './filters.ts'
import { eventTest, type FunnelExpression } from './funnel-expressions.ts'

interface Criteria {
  readonly andConditionGroups?: ReadonlyArray<{ readonly segmentFilterExpression?: FunnelExpression }>
}

export interface SegmentRequest {
  readonly name?: string
  readonly userSegment?: { readonly userInclusionCriteria?: Criteria; readonly exclusion?: object }
  readonly sessionSegment?: { readonly sessionInclusionCriteria?: Criteria; readonly exclusion?: object }
  readonly eventSegment?: { readonly eventInclusionCriteria?: Criteria; readonly exclusion?: object }
}

/** A part of the visitors: what of an event has to hold, and what belongs to it where that does. */
export interface Segment {
  readonly name: string
  readonly scope: 'user' | 'session' | 'event'
  readonly test: Test<Cursor>
}

export function segmentsOf(requests: readonly SegmentRequest[]): Segment[] {
  if (requests.length > 4)
    throw invalid(`Funnels are limited to 4 segments. This request is for ${requests.length} segments.`)
  return requests.map(({ name, userSegment, sessionSegment, eventSegment }, index) => {
    const own = userSegment ?? sessionSegment ?? eventSegment
    if (own === undefined)
      throw invalid('A segment requires one of userSegment, sessionSegment, eventSegment.')
    if (own.exclusion !== undefined) throw invalid('Exclusions of segments are not played by this emulator.')
    const criteria =
      userSegment?.userInclusionCriteria ??
      sessionSegment?.sessionInclusionCriteria ??
      eventSegment?.eventInclusionCriteria
    const tests = (criteria?.andConditionGroups ?? []).map(({ segmentFilterExpression }) => {
      if (segmentFilterExpression === undefined)
        throw invalid('A group of conditions requires an expression.')
      return eventTest(segmentFilterExpression)
    })
    if (tests.length === 0) throw invalid('A segment requires at least one group of conditions.')
    return {
      name: name ?? `Segment ${index + 1}`,
      scope: userSegment !== undefined ? 'user' : sessionSegment !== undefined ? 'session' : 'event',
      test: (at) => tests.every((test) => test(at)),
    }
  })
}

interface Marked {
  readonly sessionKey: string
  /** By segment: whether its conditions hold. */
  readonly holds: readonly boolean[]
}

/** What of a user's events belongs to a segment. */
export function eventsOf<Event extends Marked>(
  events: readonly Event[],
  { scope }: Segment,
  index: number,
): readonly Event[] {
  const fitting = events.filter(({ holds }) => holds[index] === true)
  if (scope === 'event') return fitting
  if (scope === 'user') return fitting.length > 0 ? events : []
  const sessions = new Set(fitting.map(({ sessionKey }) => sessionKey))
  return events.filter(({ sessionKey }) => sessions.has(sessionKey))
}

import type { Cursor } from '../fields/cursor.ts'
import { invalid } from '../refusal.ts'
import type { Test } from './filters.ts'
import { eventTest, type FunnelExpression } from './funnel-expressions.ts'
import type { SegmentRequest } from './funnel-segments.ts'
import type { DateRangeRequest, DimensionRequest, FilterExpression } from './report-request.ts'

export interface FunnelRequest {
  readonly dateRanges?: readonly DateRangeRequest[]
  readonly funnel?: {
    readonly isOpenFunnel?: boolean
    readonly steps?: ReadonlyArray<{
      readonly name?: string
      readonly isDirectlyFollowedBy?: boolean
      readonly withinDurationFromPriorStep?: string
      readonly filterExpression?: FunnelExpression
    }>
  }
  readonly funnelBreakdown?: {
    readonly breakdownDimension?: DimensionRequest
    readonly limit?: string | number
  }
  readonly funnelNextAction?: {
    readonly nextActionDimension?: DimensionRequest
    readonly limit?: string | number
  }
  readonly funnelVisualizationType?: string
  readonly segments?: readonly SegmentRequest[]
  readonly limit?: string | number
  readonly dimensionFilter?: FilterExpression
}

/** One step, read. */
export interface Step {
  readonly name: string
  readonly test: Test<Cursor>
  readonly isDirect: boolean
  /** Minutes after the step before. */
  readonly within: number
}

export function stepsOf({ funnel }: FunnelRequest): Step[] {
  const steps = funnel?.steps ?? []
  if (steps.length === 0) throw invalid('A funnel requires at least one step.')
  if (steps.length > 10)
    throw invalid(`Funnels are limited to 10 steps. This request is for ${steps.length} steps.`)
  return steps.map(({ name, filterExpression, isDirectlyFollowedBy, withinDurationFromPriorStep }, index) => {
    if (filterExpression === undefined) throw invalid('Every step of a funnel requires a filterExpression.')
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(withinDurationFromPriorStep ?? '')?.[1]
    if (withinDurationFromPriorStep !== undefined && seconds === undefined)
      throw invalid(`Invalid duration ${withinDurationFromPriorStep}: it must be like 3600s.`)
    return {
      name: `${index + 1}. ${name ?? `Step ${index + 1}`}`,
      test: eventTest(filterExpression),
      isDirect: isDirectlyFollowedBy === true,
      within: seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) / 60,
    }
  })
}

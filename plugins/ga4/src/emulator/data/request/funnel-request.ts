import type { Cursor } from '../fields/cursor.ts'
import { readerOf } from '../fields/dimension-readers.ts'
import { eventNames } from '../world/events.ts'
import { invalid } from '../refusal.ts'
import { knownField } from './field-names.ts'
import { valueTest, type Test } from './filters.ts'
import type { DateRangeRequest, DimensionRequest, FilterExpression, FilterTest } from './report-request.ts'

export interface FunnelExpression {
  readonly andGroup?: { readonly expressions?: readonly FunnelExpression[] }
  readonly orGroup?: { readonly expressions?: readonly FunnelExpression[] }
  readonly notExpression?: FunnelExpression
  readonly funnelFieldFilter?: FilterTest & { readonly fieldName?: string }
  readonly funnelEventFilter?: {
    readonly eventName?: string
    readonly funnelParameterFilterExpression?: object
  }
}

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
  readonly segments?: readonly object[]
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
      test: compile(filterExpression),
      isDirect: isDirectlyFollowedBy === true,
      within: seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) / 60,
    }
  })
}

function compile(expression: FunnelExpression): Test<Cursor> {
  const { andGroup, orGroup, notExpression, funnelFieldFilter, funnelEventFilter } = expression
  if (andGroup !== undefined) {
    const tests = (andGroup.expressions ?? []).map(compile)
    return (at) => tests.every((test) => test(at))
  }
  if (orGroup !== undefined) {
    const tests = (orGroup.expressions ?? []).map(compile)
    return (at) => tests.some((test) => test(at))
  }
  if (notExpression !== undefined) {
    const test = compile(notExpression)
    return (at) => !test(at)
  }
  if (funnelFieldFilter !== undefined) {
    const read = readerOf(knownField('dimension', funnelFieldFilter.fieldName ?? '').name)
    const test = valueTest(funnelFieldFilter)
    return (at) => test(read(at))
  }
  if (funnelEventFilter === undefined) throw invalid('A FunnelFilterExpression is empty.')
  const name = funnelEventFilter.eventName
  return ({ day, event }) => name === undefined || eventNames[day.name[event] ?? 0] === name
}

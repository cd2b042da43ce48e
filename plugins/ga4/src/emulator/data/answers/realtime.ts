import { dimensions } from '../../../catalogue/dimensions.ts'
import { metrics } from '../../../catalogue/metrics.ts'
import type { Call } from '../call.ts'
import { minuteReadings, type Now } from '../engine/readings.ts'
import { knownField } from '../request/field-names.ts'
import { invalid } from '../refusal.ts'
import type { ReportRequest } from '../request/report-request.ts'
import { answer } from './report.ts'

const known = {
  dimension: new Set(dimensions.filter(({ isRealtime }) => isRealtime).map(({ name }) => name)),
  metric: new Set(metrics.filter(({ isRealtime }) => isRealtime).map(({ name }) => name)),
}

const schema = 'https://developers.google.com/analytics/devguides/reporting/data/v1/realtime-api-schema'

/**
 * The last minutes always look the same: those before seven o'clock on an evening of October, so that nobody
 * needs luck with the clock.
 */
const busyEvening: Now = { day: 20_746, minute: 19 * 60 }

/** Answers a report on the last minutes. */
export function realtimeReport(call: Call, request: ReportRequest) {
  assertRealtime('dimension', request.dimensions ?? [])
  assertRealtime('metric', request.metrics ?? [])
  const then = { ...call, now: busyEvening }
  const readings = minuteReadings(request.minuteRanges ?? [], then.now, call.property.isPremium)
  return answer(then, request, readings, 'analyticsData#runRealtimeReport')
}

function assertRealtime(
  kind: 'dimension' | 'metric',
  fields: ReadonlyArray<{ readonly name?: string }>,
): void {
  for (const { name = '' } of fields) {
    if (known[kind].has(name)) continue
    if (kind === 'dimension') knownField('dimension', name)
    else knownField('metric', name)
    throw invalid(
      `Field ${name} is not a valid ${kind} of realtime reports. For a list of valid dimensions and metrics, see ${schema} `,
    )
  }
}

import type { Call } from '../call.ts'
import { invalid } from '../refusal.ts'
import type { PivotRequest, ReportRequest } from '../request/report-request.ts'
import { pivotReport } from './pivot.ts'
import { report } from './report.ts'

interface Part {
  readonly tokens: number
  readonly isThresholded: boolean
  readonly body: object
}

/** Answers several reports at once: all of them, or none where one is refused. */
export async function batch(
  call: Call,
  requests: readonly PivotRequest[],
  kind: 'reports' | 'pivotReports',
): Promise<Part> {
  if (requests.length > 5)
    throw invalid(
      `Batch requests are limited to 5 requests. This request is for ${requests.length} requests.`,
    )
  const parts: Part[] = []
  for (const request of requests) {
    if (request.property !== undefined && request.property !== `properties/${call.property.id}`)
      throw invalid('All requests of a batch must be for the property of the batch.')
    parts.push(
      await (kind === 'reports' ? report(call, request as ReportRequest) : pivotReport(call, request)),
    )
  }
  return {
    tokens: parts.reduce((sum, { tokens }) => sum + tokens, 0),
    isThresholded: parts.some(({ isThresholded }) => isThresholded),
    body: {
      [kind]: parts.map(({ body }) => body),
      kind: kind === 'reports' ? 'analyticsData#batchRunReports' : 'analyticsData#batchRunPivotReports',
    },
  }
}

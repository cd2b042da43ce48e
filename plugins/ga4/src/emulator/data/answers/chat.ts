import type { Call } from '../call.ts'
import type { ReportRequest } from '../request/report-request.ts'
import { invalid } from '../refusal.ts'
import { report } from './report.ts'

/** Answers a question, always with the sessions of the last week by channel. */
export async function chat(call: Call) {
  const question = call.body['userQuery']
  if (typeof question !== 'string' || question === '') throw invalid('userQuery is required.')
  const request: ReportRequest = {
    dimensions: [{ name: 'sessionDefaultChannelGroup' }],
    metrics: [{ name: 'sessions' }],
    dateRanges: [{ startDate: '7daysAgo', endDate: 'yesterday' }],
  }
  const { body, tokens } = await report(call, request)
  const rows = body.rows ?? []
  return {
    tokens: tokens + 20,
    body: {
      sessionId: call.body['sessionId'] ?? `chat-${call.property.id}`,
      blocks: [
        { text: `In the last seven days there were sessions from ${rows.length} channels.` },
        {
          table: {
            headers: [
              { header: 'Session default channel group', dataType: 'STRING' },
              { header: 'Sessions', dataType: 'INTEGER' },
            ],
            rows: rows.map(({ dimensionValues = [], metricValues = [] }) => ({
              columns: [...dimensionValues, ...metricValues],
            })),
          },
        },
      ],
    },
  }
}

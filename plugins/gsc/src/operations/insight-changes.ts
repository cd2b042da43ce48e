import { comparison } from '../building/comparison.ts'
import { example } from '../building/example.ts'
import { AlertsResult, alertsFields } from '../insights/alerts.ts'
import { CompareResult, compareFields } from '../insights/compare.ts'
import { LostQueriesResult, lostQueriesFields } from '../insights/lost-queries.ts'
import { NewQueriesResult, newQueriesFields } from '../insights/new-queries.ts'
import alertsIn from '../transforms/alerts.ts'
import comparePeriods from '../transforms/compare.ts'
import lostQueriesIn from '../transforms/lost-queries.ts'
import newQueriesIn from '../transforms/new-queries.ts'

/** What changed between two windows. */
export const changes = {
  'search-analytics.compare': comparison({
    title: 'Compare two windows',
    description:
      'The same rows in two windows, with what changed in clicks, impressions, click-through rate and position, absolutely and relatively, and which rows are new or lost.',
    fields: compareFields,
    result: CompareResult,
    dimensions: ['query'],
    choices: true,
    transform: comparePeriods,
    example: example('search-analytics.compare', 'Pages against the 28 days before', {
      dimensions: ['page'],
    }),
  }),
  'insights.lost_queries': comparison({
    title: 'Lost queries',
    description:
      'Queries that brought impressions in the window before and none now. Google may only withhold them.',
    fields: lostQueriesFields,
    result: LostQueriesResult,
    dimensions: ['query'],
    transform: lostQueriesIn,
    example: example('insights.lost_queries', 'Of the last 28 days', {}),
  }),
  'insights.new_queries': comparison({
    title: 'New queries',
    description: 'Queries that bring impressions now and brought none in the window before.',
    fields: newQueriesFields,
    result: NewQueriesResult,
    dimensions: ['query'],
    transform: newQueriesIn,
    example: example('insights.new_queries', 'Of the last 28 days', {}),
  }),
  'insights.alerts': comparison({
    title: 'What got much worse',
    description:
      'Pages or queries that lost a lot: clicks by 30 %, click-through rate by half, or 20 positions, in the last seven days against the seven before. Run it every day to hear of trouble.',
    fields: alertsFields,
    result: AlertsResult,
    dimensions: ['page'],
    choices: true,
    days: 7,
    transform: alertsIn,
    example: example('insights.alerts', 'Pages of the last week', {}),
  }),
}

import { Problem } from '@patchbay/contract'
import type { FastifyInstance } from 'fastify'
import type { CallHistory, CallHistoryLine } from '../statistics/call-history.ts'
import { figuresOf, sumOf } from '../statistics/figures.ts'
import { queryReader } from './checked-input.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'
import { StatisticsQuerySchema, StatisticsSchema, steps, type StatisticsQuery } from './statistics-schemas.ts'
import { tenantAskedFor } from './tenant-question.ts'

export interface StatisticsRoutesOptions {
  readonly history: CallHistory
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const readQuery = queryReader(StatisticsQuerySchema)

const defaultLookBack = 3_600_000
const defaultPoints = 120
/** A longer list is no chart any more, and would take the store long. */
const mostPoints = 1_500

/** What calls came to. */
export async function statisticsRoutes(
  app: FastifyInstance,
  { history, now }: StatisticsRoutesOptions,
): Promise<void> {
  app.get(
    '/v1/statistics',
    {
      config: { access: 'usage.read' },
      schema: {
        operationId: 'statistics_read',
        tags: ['Usage'],
        summary: 'Read statistics of calls',
        description:
          'Calls, errors, cache hits and durations over time, of all instances, up to about a second ago. Quantiles are interpolated within the buckets of `patchbay_call_duration_seconds`.',
        querystring: StatisticsQuerySchema,
        response: managementAnswer('One series for each of what is told apart.', StatisticsSchema),
      },
    },
    async (request) => {
      const query = readQuery(request.query)
      const { from, to, step } = timesOf(query, now())
      const by = new Set(query.by)
      const lines = await history.read({
        from,
        to,
        step: step * 1_000,
        by,
        tenant: tenantAskedFor(principalOf(request), query.tenant),
        connector: query.connector,
        operation: query.operation,
      })
      return {
        data: {
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
          step,
          series: [...Map.groupBy(lines, nameOf).values()].map(toSeries),
        },
        meta: { requestId: request.id },
      }
    },
  )
}

const nameOf = ({ connector, operation, tenant }: CallHistoryLine): string =>
  JSON.stringify([connector, operation, tenant])

function toSeries(lines: readonly CallHistoryLine[]): object {
  const { connector, operation, tenant } = lines[0] ?? {}
  return {
    connector,
    operation,
    tenant,
    total: figuresOf(sumOf(lines)),
    points: lines.map((line) => ({ at: new Date(line.at ?? 0).toISOString(), ...figuresOf(line) })),
  }
}

function timesOf(query: StatisticsQuery, time: number): { from: number; to: number; step: number } {
  const to = query.to === undefined ? time : Date.parse(query.to)
  const from = query.from === undefined ? to - defaultLookBack : Date.parse(query.from)
  if (from > to) {
    throw new Problem('invalid_input', {
      detail: '`from` is later than `to`.',
      errors: [{ path: '/from', message: 'must not be later than `to`' }],
    })
  }
  const seconds = (to - from) / 1_000
  const step = query.step ?? steps.find((one) => seconds / one <= defaultPoints) ?? steps.at(-1) ?? 60
  if (seconds / step > mostPoints) {
    throw new Problem('invalid_input', {
      detail: `Steps of ${step} s would be more than ${mostPoints} points.`,
      errors: [{ path: '/step', message: `must give ${mostPoints} points at the most` }],
    })
  }
  return { from, to, step }
}

import type { FastifyInstance } from 'fastify'
import type { OverviewFilter } from '../limits/limit-overview.ts'
import type { VendorLimits } from '../limits/open-limits.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'

const text = (description: string) => ({ type: 'string', description })
const number = (description: string) => ({ type: 'number', description })

const limitState = {
  type: 'object',
  required: [
    'connector',
    'connection',
    'limit',
    'title',
    'unit',
    'kind',
    'per',
    'values',
    'capacity',
    'left',
  ],
  properties: {
    connector: text('Id of the connector.'),
    connection: text('Id of the connection.'),
    limit: text('Id of the limit, as the connector declares it.'),
    title: { type: 'string' },
    unit: text('What is counted: requests, points…'),
    kind: { type: 'string', enum: ['bucket', 'window', 'concurrency'] },
    per: { type: 'array', items: { type: 'string' }, description: 'What is counted together.' },
    values: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Which of these counts this is, by the keys in `per`.',
    },
    capacity: number('The most that it holds, in its unit.'),
    left: number('What is left now. Below zero if the vendor charged more than there was.'),
    refillPerSecond: number('For buckets: how much comes back each second.'),
    window: text('For windows: the span that the amount is for.'),
    timeZone: text('For calendar days: where midnight is.'),
    fullIn: number('Seconds until it is full if nothing more is taken.'),
    waiting: { type: 'integer', description: 'Requests that wait for it on this instance.' },
    pausedUntil: {
      type: ['string', 'null'],
      format: 'date-time',
      description: 'Until when the vendor has asked for nothing of it.',
    },
    source: text('Where the vendor states it.'),
    degraded: {
      type: 'boolean',
      description: 'Whether the shared state is away, so that this is the share of this instance.',
    },
  },
}

/** How the limits of vendors are now. */
export async function limitRoutes(app: FastifyInstance, { limits }: { limits: VendorLimits }): Promise<void> {
  app.get<{ Querystring: Omit<OverviewFilter, 'tenant'> }>(
    '/v1/limits',
    {
      config: { access: 'operations.read' },
      schema: {
        operationId: 'limits_list',
        tags: ['Connectors'],
        summary: 'List limits',
        description:
          "Every count of every vendor's limit: how much it holds, what is left, who waits. Where an input decides what is counted together, those used last. Of stored connections, those that this instance has used.",
        querystring: {
          type: 'object',
          properties: {
            connector: text('Only those of this connector.'),
            connection: text('Only those of this connection.'),
          },
        },
        response: managementAnswer('The limits.', { type: 'array', items: limitState }),
      },
    },
    async (request) => ({
      data: await limits.overview({ ...request.query, tenant: principalOf(request).tenant }),
      meta: { requestId: request.id },
    }),
  )
}

import { Type, type Static } from '@sinclair/typebox'
import { problemResponse } from './operation-schema.ts'
import { pageQuery } from './page.ts'
import { dimensions, granularities, type Dimension, type Granularity } from '../usage/usage-report.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description })

export const UsageQuerySchema = Type.Object({
  from: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'Hours that begin from then on. Default: 24 hours, 30 days or 12 months before `to`.',
    }),
  ),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'And before then. Default: now.' })),
  granularity: Type.Unsafe<Granularity>({
    type: 'string',
    enum: [...granularities],
    default: 'day',
    description: 'What is added up in one line, in UTC.',
  }),
  by: Type.Array(Type.Unsafe<Dimension>({ type: 'string', enum: [...dimensions] }), {
    default: ['connector', 'operation'],
    description: 'What is told apart. `tenant` is for operators.',
  }),
  connector: Type.Optional(Type.String({ description: 'Only that of this connector.' })),
  tenant: Type.Optional(
    Type.String({ description: 'Default: yours. For operators: another one, or `*` for all.' }),
  ),
  ...pageQuery,
  format: Type.Unsafe<'json' | 'csv'>({
    type: 'string',
    enum: ['json', 'csv'],
    default: 'json',
    description: '`csv` gives all lines at once.',
  }),
})

export type UsageQuery = Static<typeof UsageQuerySchema>

export const UsageLineSchema = Type.Object({
  start: Type.String({ format: 'date-time', description: 'When the hour, day or month begins.' }),
  tenant: Type.Optional(Type.String()),
  connector: Type.Optional(Type.String()),
  operation: Type.Optional(Type.String()),
  calls: count('All calls, however they ended.'),
  errors: Type.Object(
    {
      caller: count('Refused, or not what the connector or the vendor takes.'),
      vendor: count('The vendor failed, was too slow, or had no quota left.'),
      patchbay: count('Our own.'),
    },
    { description: 'Calls that failed, by whose fault it was.' },
  ),
  cacheHits: count('Calls that were answered from the cache.'),
  vendorRequests: count('Requests sent to the vendor, repeated ones included.'),
  costs: Type.Record(Type.String(), Type.Number(), {
    description: "What was taken from the vendor's limits, by limit: as the vendor says, else as predicted.",
  }),
})

const quotaLimit = {
  period: Type.Unsafe<'day' | 'month'>({ type: 'string', enum: ['day', 'month'], description: 'In UTC.' }),
  connector: Type.Optional(
    Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$', description: 'Only calls of this connector.' }),
  ),
  calls: Type.Integer({ minimum: 1, maximum: 1e12, description: 'How many calls there may be.' }),
  warnAt: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 0.8,
    description: 'Share of the calls from which on the state is `warning`.',
  }),
}

export const QuotaBodySchema = Type.Object(
  {
    limits: Type.Array(Type.Object(quotaLimit, { additionalProperties: false }), {
      maxItems: 50,
      description: 'All of them hold. None: as many calls as you like.',
    }),
  },
  { additionalProperties: false },
)

export const QuotaLevelSchema = Type.Object({
  policy: Type.String({ description: 'Names it in `violated-policies` and in the RateLimit fields.' }),
  ...quotaLimit,
  used: count('Calls that were let through in the present period.'),
  left: count('Calls that may follow.'),
  state: Type.Unsafe<string>({ type: 'string', enum: ['ok', 'warning', 'spent'] }),
  resetsAt: Type.String({ format: 'date-time' }),
})

export const QuotaSchema = Type.Object({
  tenant: Type.String(),
  limits: Type.Array(QuotaLevelSchema),
})

/** The responses of the report, for OpenAPI. */
export const UsageAnswer = {
  200: {
    description: 'The lines, in the order of their time.',
    type: 'object',
    required: ['data', 'meta'],
    properties: {
      data: { type: 'array', items: UsageLineSchema },
      meta: {
        type: 'object',
        required: ['requestId'],
        properties: {
          requestId: { type: 'string' },
          next: { type: 'string', description: 'The `cursor` of the next page, where there is one.' },
          quotas: {
            type: 'array',
            items: QuotaLevelSchema,
            description: 'The limits of the tenant, unless all tenants are asked about.',
          },
        },
      },
    },
  },
  '4xx': problemResponse,
  '5xx': problemResponse,
}

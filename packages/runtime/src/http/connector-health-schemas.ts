import { Type } from '@sinclair/typebox'
import { healthStatuses, reasonCodes } from '../health/connector-health.ts'

export const ConnectorHealthQuery = Type.Object({
  tenant: Type.Optional(
    Type.String({ description: 'Default: yours. For operators: another one, or `*` for all.' }),
  ),
})

const time = (description: string) => Type.String({ format: 'date-time', description })
const orNull = (type: 'string' | 'number', description: string) =>
  Type.Unsafe<unknown>({ type: [type, 'null'], description })
const status = (values: readonly string[], description: string) =>
  Type.Unsafe<string>({ type: 'string', enum: [...values], description })
const count = (description: string) => Type.Integer({ minimum: 0, description })

const HealthReasonSchema = Type.Object({
  code: Type.Unsafe<string>({ type: 'string', enum: [...reasonCodes] }),
  status: status(
    healthStatuses.filter((one) => one !== 'ok'),
    'What it makes of the connector.',
  ),
  message: Type.String({ description: 'For people.' }),
  since: time('Since when it is so.'),
  advice: Type.String({ description: 'What to do.' }),
  subject: Type.Optional(Type.String({ description: 'What it is about: an origin, a connection, a limit.' })),
})

export const ConnectorHealthSchema = Type.Object({
  connector: Type.String({ description: 'Its id.' }),
  title: Type.String(),
  version: orNull('string', 'Of its highest major; null in quarantine.'),
  stability: orNull('string', 'Null in quarantine.'),
  status: status(
    healthStatuses,
    '`down`: calls fail, all or most of them. `degraded`: something needs a look.',
  ),
  since: orNull('string', 'Date and time since when; null where it is `ok`.'),
  reasons: Type.Array(HealthReasonSchema, { description: 'Why it is not `ok`, the worst first.' }),
  origins: Type.Array(
    Type.Object({
      origin: Type.String({ description: 'Where requests really go.' }),
      breaker: status(['closed', 'open', 'half-open', 'isolated'], 'As GET /v1/breakers says.'),
    }),
  ),
  connections: Type.Object(
    { total: count('All of them.'), failing: count('Those that a person has to authorize anew.') },
    { description: 'Connections that are switched on.' },
  ),
  support: Type.Unsafe<unknown>({
    type: ['object', 'null'],
    properties: { until: { type: 'string', description: 'ISO date.' } },
    required: ['until'],
    description: 'Until when the vendor serves the API that is used; null where no day is announced.',
  }),
  recent: Type.Object(
    {
      calls: count('However they ended.'),
      errorRatio: orNull('number', 'As GET /v1/statistics says.'),
      p95: orNull('number', 'Seconds, as GET /v1/statistics says.'),
    },
    { description: 'What calls of the last 5 minutes came to.' },
  ),
})

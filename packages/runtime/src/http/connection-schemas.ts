import { Type, type Static } from '@sinclair/typebox'
import { connectionStates } from '../connections/connection.ts'
import { pageQuery } from './page.ts'

const id = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
  description: 'In kebab-case: the name in the header Patchbay-Connection. Unique within the tenant.',
})
const connector = Type.String({ minLength: 1, maxLength: 200, description: 'Id of the connector.' })
const config = Type.Record(Type.String(), Type.Unknown(), {
  description:
    'By the schema `config` of the connector. Fields that it marks as secret are masked in answers.',
})
const credentials = Type.Record(Type.String(), Type.String({ maxLength: 65_536 }), {
  description: 'By the schema of the chosen kind of authentication. Write-only: they are in no answer.',
})
const auth = Type.String({
  maxLength: 200,
  description: "Which of the connector's kinds of authentication. Default: its first.",
})
const origins = Type.Record(Type.String(), Type.String({ maxLength: 2_000 }), {
  description: "Other addresses for the connector's origins, as far as the server permits them.",
})

/** What creates a connection. */
export const ConnectionBody = Type.Object(
  {
    id,
    connector,
    auth: Type.Optional(auth),
    config: Type.Optional(config),
    credentials: Type.Optional(credentials),
    origins: Type.Optional(origins),
  },
  { additionalProperties: false },
)

/** What changes one. */
export const ConnectionChangeBody = Type.Object(
  {
    auth: Type.Optional(auth),
    config: Type.Optional(config),
    credentials: Type.Optional(credentials),
    origins: Type.Optional(origins),
    state: Type.Optional(
      Type.Unsafe<'active' | 'disabled'>({
        type: 'string',
        enum: ['active', 'disabled'],
        description:
          'Switches it on or off. Calls over one that is off are refused, and those that run are ended.',
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
)

const state = Type.Unsafe<(typeof connectionStates)[number]>({
  type: 'string',
  enum: [...connectionStates],
  description: '`reauthorize`: its credentials do not work any more and have to be renewed.',
})
const time = Type.String({ format: 'date-time' })

/** One connection, as it is told. Nothing secret. */
export const ConnectionSchema = Type.Object({
  id,
  connector,
  auth: Type.Optional(auth),
  config,
  origins: Type.Record(Type.String(), Type.String(), {
    description: 'Where requests really go, by origin of the connector.',
  }),
  source: Type.Unsafe<'live' | 'mock'>({
    type: 'string',
    enum: ['live', 'mock'],
    description: '`mock` if it leads to the emulator of the vendor.',
  }),
  managed: Type.Unsafe<Managed>({
    type: 'string',
    enum: ['api', 'configuration', 'mock'],
    description:
      'Where it is changed: here, or in the configuration of the server; `mock` is made by the server.',
  }),
  state,
  stateReason: Type.String({
    description: 'For the one who has to act; empty where there is nothing to say.',
  }),
  grantedScopes: Type.Union([Type.Array(Type.String()), Type.Null()], {
    description: 'What the vendor has granted; null where that is not known.',
  }),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
  createdAt: Type.Optional(time),
  updatedAt: Type.Optional(time),
})

export type Managed = 'api' | 'configuration' | 'mock'

export type ConnectionView = Static<typeof ConnectionSchema>

export const ConnectionListQuery = Type.Object({
  connector: Type.Optional(connector),
  state: Type.Optional(state),
  ...pageQuery,
})

export const ConnectionEventsQuery = Type.Object(pageQuery)

export const ConnectionEventSchema = Type.Object({
  at: time,
  kind: Type.String({
    description:
      '`created`, `updated`, `authorized`, `checked`, `state` (it went to another state by itself), `deleted`, `revoked`.',
  }),
  outcome: Type.Unsafe<'ok' | 'failed'>({ type: 'string', enum: ['ok', 'failed'] }),
  detail: Type.String(),
  actor: Type.String({ description: 'Who did it.' }),
})

export const CheckReportSchema = Type.Object({
  works: Type.Boolean(),
  operation: Type.String({ description: 'The read that was called to find out.' }),
  duration: Type.Integer({ description: 'Milliseconds.' }),
  problem: Type.Union(
    [
      Type.Object({
        code: Type.String(),
        detail: Type.String(),
        advice: Type.String(),
        errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
      }),
      Type.Null(),
    ],
    { description: 'Why it does not work.' },
  ),
  scopes: Type.Object({
    granted: Type.Union([Type.Array(Type.String()), Type.Null()], {
      description: 'Null where the vendor does not say.',
    }),
    missing: Type.Array(Type.String(), {
      description: 'Those that an operation needs and it was not granted.',
    }),
  }),
  operations: Type.Object({
    usable: Type.Array(Type.String()),
    unusable: Type.Array(Type.Object({ operation: Type.String(), missing: Type.Array(Type.String()) })),
  }),
  next: Type.String({ description: 'What to do now.' }),
})

import { Type, type Static } from '@sinclair/typebox'
import { errorSources, type ErrorSource } from '../errors/error-source.ts'
import { pageQuery } from './page.ts'
import { PlainText } from './plain-text.ts'

const State = Type.Unsafe<'open' | 'muted' | 'resolved'>({
  type: 'string',
  enum: ['open', 'muted', 'resolved'],
})

const Source = Type.Unsafe<ErrorSource>({
  type: 'string',
  enum: [...errorSources],
  description:
    'A `call` that failed; `drift`: an answer that does not fit its schema; `renewal`: tokens that could not be renewed ahead of their end; a `task` that failed outside of its call; `quarantine`: a connector that could not be loaded; `delivery`: a message of an alert that did not arrive.',
})

export const ErrorQuerySchema = Type.Object({
  state: Type.Optional(State),
  connector: Type.Optional(Type.String()),
  operation: Type.Optional(Type.String()),
  code: Type.Optional(Type.String({ description: 'Only groups of this problem code.' })),
  source: Type.Optional(Source),
  tenant: Type.Optional(
    Type.String({
      description:
        'Default: yours, and for operators those of the installation as well. For operators: another one, or `*` for all.',
    }),
  ),
  ...pageQuery,
})

/** What is done about a group, as it is sent. */
export const ErrorChangeSchema = Type.Object(
  {
    state: State,
    mutedUntil: Type.Optional(
      Type.String({ format: 'date-time', description: 'Of `muted`: it is open again from then on.' }),
    ),
    note: Type.Optional(PlainText(500, 'For people.')),
  },
  { additionalProperties: false },
)

export type ErrorChange = Static<typeof ErrorChangeSchema>

const Upstream = {
  status: Type.Optional(Type.Integer()),
  code: Type.Optional(Type.String()),
}
const DateTime = Type.String({ format: 'date-time' })

export const ErrorGroupSchema = Type.Object({
  id: Type.String(),
  tenant: Type.String({ description: '`*` for the installation.' }),
  state: State,
  source: Source,
  connector: Type.String({ description: 'Empty where it is about none, as `operation`.' }),
  operation: Type.String(),
  code: Type.String({ description: 'Code of the problem, or what the source calls it.' }),
  title: Type.String({ description: 'What happened the last time.' }),
  upstream: Type.Union([Type.Object(Upstream), Type.Null()], {
    description: 'What the vendor itself said.',
  }),
  count: Type.Integer(),
  firstSeen: DateTime,
  lastSeen: DateTime,
  isRegression: Type.Boolean({ description: 'Whether it occurred again after it was resolved.' }),
  mutedUntil: Type.Union([DateTime, Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
  sample: Type.Object(
    {
      requestId: Type.Optional(
        Type.String({ description: 'Of the call or the run of a task, where it belongs to one.' }),
      ),
      traceId: Type.Optional(Type.String()),
      connection: Type.Optional(Type.String()),
      at: DateTime,
      detail: Type.String(),
      advice: Type.String(),
      upstream: Type.Optional(Type.Object({ ...Upstream, requestId: Type.Optional(Type.String()) })),
      attempts: Type.Integer(),
    },
    { description: 'One occurrence, as its caller was told it. Secrets are hidden in it.' },
  ),
  hours: Type.Array(Type.Object({ at: DateTime, count: Type.Integer() }), {
    description: 'Of the last 24 hours, those with occurrences.',
  }),
})

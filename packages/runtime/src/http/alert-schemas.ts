import { Type } from '@sinclair/typebox'
import { alertNames } from '../alerts/alert.ts'
import { targetKinds } from '../alerts/alert-target.ts'
import { burnWindowNames, severities } from '../objectives/burn-rates.ts'
import { pageQuery } from './page.ts'
import { PlainText } from './plain-text.ts'
import { scopeQuery } from './scope-query.ts'
import { ObjectiveKindSchema } from './slo-schemas.ts'

const orNull = { nullable: true }
const closed = { additionalProperties: false }
const Time = (description: string) => Type.String({ format: 'date-time', description })
const Window = Type.Unsafe({ type: 'string', enum: [...burnWindowNames] })
const ConnectorId = (description: string) =>
  Type.String({ maxLength: 100, pattern: '^[a-z0-9-]+$', description })

export const SeveritySchema = Type.Unsafe<(typeof severities)[number]>({
  type: 'string',
  enum: [...severities],
  description: '`page` is for at once, at any hour; `ticket` for the next working day.',
})

export const AlertQuerySchema = Type.Object(
  {
    ...pageQuery,
    ...scopeQuery,
    state: Type.Optional(
      Type.Unsafe<'firing' | 'resolved'>({ type: 'string', enum: ['firing', 'resolved'] }),
    ),
    connector: Type.Optional(ConnectorId('Only alerts about it.')),
  },
  closed,
)

export const AlertSchema = Type.Object({
  id: Type.String(),
  name: Type.Unsafe({ type: 'string', enum: [...alertNames] }),
  severity: SeveritySchema,
  connector: Type.String({ ...orNull, description: 'Null where it is about none.' }),
  objective: Type.String({ ...orNull, description: 'Kind of the objective; null where it is about none.' }),
  subject: Type.String({ ...orNull, description: 'What it is about beside that: an origin, a connection.' }),
  tenant: Type.String({ ...orNull, description: 'Null for the installation.' }),
  rule: Type.Object(
    {
      rate: Type.Number({ description: 'The budget is spent at more than so many times its speed…' }),
      long: Type.Unsafe({ ...Window, description: '…over this window,' }),
      short: Type.Unsafe({ ...Window, description: 'and over this one.' }),
    },
    { ...orNull, description: 'Of alerts about objectives: the most urgent rule that holds.' },
  ),
  burn: Type.Number({ ...orNull, description: 'How fast the budget is spent, over the long window.' }),
  state: Type.Unsafe({ type: 'string', enum: ['firing', 'resolved'] }),
  startedAt: Time('When it was raised.'),
  resolvedAt: Type.String({ ...orNull, format: 'date-time' }),
  acknowledged: Type.Object(
    { by: Type.String({ description: 'Id of a principal.' }), at: Time('When.'), note: Type.String() },
    { ...orNull, description: 'Who takes care of it.' },
  ),
  silencedBy: Type.String({ ...orNull, description: 'Id of the silence that keeps it from being told.' }),
  summary: Type.String({ description: 'One line for people.' }),
  runbook: Type.String({ description: 'Where it is written what to do.' }),
})

export const AcknowledgementSchema = Type.Object(
  { note: Type.Optional(PlainText(500, 'For others.')) },
  closed,
)

export const NewSilenceSchema = Type.Object(
  {
    connector: Type.Optional(ConnectorId('Default: alerts about every connector, and about none.')),
    objective: Type.Optional(ObjectiveKindSchema),
    until: Time('When it ends; at most 30 days from now.'),
    reason: PlainText(500, 'Why, for whoever wonders.'),
  },
  closed,
)

export const SilenceSchema = Type.Object({
  id: Type.String(),
  connector: Type.String({ ...orNull, description: 'Null for all.' }),
  objective: Type.String({ ...orNull, description: 'Null for all, and for alerts that are about none.' }),
  until: Time('When it ends.'),
  reason: Type.String(),
  createdBy: Type.String({ description: 'Id of a principal.' }),
  createdAt: Time('When it was made.'),
})

const Severities = (description: string) =>
  Type.Array(SeveritySchema, { minItems: 1, uniqueItems: true, description })

const setting = {
  name: PlainText(100, 'For people; unique.'),
  connectors: Type.Array(ConnectorId('Id of a connector.'), {
    ...orNull,
    minItems: 1,
    maxItems: 100,
    uniqueItems: true,
    description: 'Only alerts about these. Null: about every connector, and about none.',
  }),
}
const Address = Type.String({
  minLength: 1,
  maxLength: 2_000,
  description:
    'Of webhooks and Slack an https URL, of email a mail address. It is kept in the vault and shown masked.',
})

export const NewTargetSchema = Type.Object(
  {
    name: setting.name,
    kind: Type.Unsafe<(typeof targetKinds)[number]>({ type: 'string', enum: [...targetKinds] }),
    address: Address,
    severities: Type.Optional(Severities('Which alerts it is told of. Default: all.')),
    connectors: Type.Optional(setting.connectors),
  },
  closed,
)

export const TargetChangeSchema = Type.Object(
  {
    name: Type.Optional(setting.name),
    address: Type.Optional(Address),
    severities: Type.Optional(Severities('Which alerts it is told of.')),
    connectors: Type.Optional(setting.connectors),
  },
  { ...closed, minProperties: 1 },
)

export const TargetSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.Unsafe({ type: 'string', enum: [...targetKinds] }),
  severities: Type.Array(SeveritySchema),
  connectors: Type.Array(Type.String(), { ...orNull, description: 'Null for all.' }),
  address: Type.String({ description: 'Masked.' }),
  version: Type.Integer({ description: 'Grows with each change; the ETag.' }),
  changedBy: Type.String({ description: 'Id of the principal that changed it last.' }),
  changedAt: Time('When.'),
  lastDelivery: Type.Object(
    {
      at: Time('When it was sent.'),
      outcome: Type.String({ description: '`delivered: …` or `failed: …`.' }),
    },
    { ...orNull },
  ),
})

/** The one answer with the secret. */
export const MadeTargetSchema = Type.Composite([
  TargetSchema,
  Type.Object({
    signingSecret: Type.Optional(
      Type.String({
        description:
          'Of webhooks: what each message is signed with, as Standard Webhooks has it. It is shown this once.',
      }),
    ),
  }),
])

export const TrialSchema = Type.Object({
  delivered: Type.Boolean(),
  outcome: Type.String({ description: 'What came of it.' }),
})

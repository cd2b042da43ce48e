import { Type, type Static } from '@sinclair/typebox'
import type { AuditEntry } from '../audit/audit-entry.ts'
import { pageQuery } from './page.ts'

const Time = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }))
const Text = (description: string) => Type.Optional(Type.String({ maxLength: 500, description }))
const Hash = (description: string) => Type.String({ pattern: '^[0-9a-f]{64}$', description })
const orNull = { nullable: true }

const span = {
  from: Time('From then on.'),
  to: Time('Before then.'),
}

export const ListQuery = Type.Object(
  {
    ...pageQuery,
    ...span,
    actor: Text('Id of a principal.'),
    action: Text('One action, or with a `*` at its end all that begin so: `call.shopify/*`.'),
    target: Text('Id of what it was done to.'),
    outcome: Text('`ok`, `replayed` or the code of a problem; `failed` for every problem.'),
  },
  { additionalProperties: false },
)

export const ExportQuery = Type.Object(
  {
    ...span,
    format: Type.Union([Type.Literal('ndjson'), Type.Literal('csv')], { default: 'ndjson' }),
  },
  { additionalProperties: false },
)

export const ReportQuery = Type.Object(
  {
    from: Type.String({ format: 'date-time', description: 'From then on.' }),
    to: Type.String({ format: 'date-time', description: 'Before then.' }),
    format: Type.Union([Type.Literal('json'), Type.Literal('markdown')], { default: 'json' }),
  },
  { additionalProperties: false },
)

export const HeadQuery = Type.Object(
  {
    sequence: Type.Optional(Type.Integer({ minimum: 1, description: 'Of a head that was noted earlier.' })),
    hash: Type.Optional(Hash('Of the same head.')),
  },
  { additionalProperties: false, dependentRequired: { sequence: ['hash'], hash: ['sequence'] } },
)

export const HeadSchema = Type.Object({
  sequence: Type.Integer({ description: 'Of the last entry; 0 if there is none.' }),
  hash: Hash('Of the last entry.'),
})

export const AuditEntrySchema = Type.Object({
  sequence: Type.Integer({ description: 'From 1, without a gap within the tenant.' }),
  id: Type.String(),
  time: Type.String({ format: 'date-time' }),
  actor: Type.String({ description: 'Id of the principal; `patchbay` where the runtime acts by itself.' }),
  actorKind: Type.String({ description: '`api-key`, `oidc`, `operator` or `system`.' }),
  action: Type.String({ description: 'Such as `connection.create` or `call.shopify/tags.add`.' }),
  target: Type.String({ ...orNull, description: 'Id of what it was done to.' }),
  outcome: Type.String({ description: '`ok`, `replayed`, or the code of the problem.' }),
  traceId: Type.String(),
  requestId: Type.String(),
  before: Type.String({ ...orNull, description: 'SHA-256 of what was there before, without secrets.' }),
  after: Type.String({ ...orNull, description: 'SHA-256 of what was there afterwards, without secrets.' }),
  details: Type.Record(Type.String(), Type.Unknown()),
  previous: Hash("The hash of the tenant's entry before."),
  hash: Hash('Of the entry.'),
})

export const describeEntry = (entry: AuditEntry): Static<typeof AuditEntrySchema> =>
  ({
    ...entry,
    time: new Date(entry.time).toISOString(),
    details: readDetails(entry.details),
  }) as Static<typeof AuditEntrySchema>

function readDetails(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return { unreadable: text } // somebody has edited it, which is for the verification to say
  }
}

export const VerificationSchema = Type.Object({
  isIntact: Type.Boolean(),
  entries: Type.Integer({ description: 'How many were read.' }),
  head: Type.Optional(HeadSchema),
  removedThrough: Type.Integer({
    description: 'Through which entry retention has removed entries; 0 for none.',
  }),
  breachCount: Type.Integer(),
  breaches: Type.Array(
    Type.Object({
      kind: Type.String(),
      sequence: Type.Integer({ description: 'Where, over all tenants.' }),
      detail: Type.String(),
    }),
    { description: 'The first 100.' },
  ),
})

/** Milliseconds since 1970 of a time that its schema has checked. */
export const readTime = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text)

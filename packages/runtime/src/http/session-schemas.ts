import { Type } from '@sinclair/typebox'
import type { SessionRecord } from '../access/sessions/session-records.ts'
import { MeSchema } from './me-view.ts'
import { pageQuery } from './page.ts'

const Time = Type.String({ format: 'date-time' })

export const SignInBody = Type.Object(
  { key: Type.String({ minLength: 1, maxLength: 1_000, description: 'An API key, or the admin key.' }) },
  { additionalProperties: false },
)

export const OwnSessionSchema = Type.Object({
  id: Type.Union([Type.String(), Type.Null()], {
    description: 'Of the session; null where the request came with an Authorization header instead.',
  }),
  principal: MeSchema,
  expiresAt: Type.Union([Time, Type.Null()], {
    description: 'When it ends, whatever is done with it.',
  }),
})

export const SessionSchema = Type.Object({
  id: Type.String(),
  principal: Type.String({ description: 'Id of the principal that it stands for.' }),
  issuer: Type.Union([Type.String(), Type.Null()], {
    description: 'Name of the issuer where the person has signed in; null for a key.',
  }),
  createdAt: Time,
  lastSeenAt: Type.String({ format: 'date-time', description: 'To within a minute.' }),
  expiresAt: Type.String({ format: 'date-time', description: 'When it ends, whatever is done with it.' }),
  isCurrent: Type.Boolean({ description: 'Whether it is the one of this request.' }),
})

const principal = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 300,
    description: 'Id of another principal of the tenant. Default: the caller.',
  }),
)

export const SessionListQuery = Type.Object({ ...pageQuery, principal }, { additionalProperties: false })
export const SessionOwnerQuery = Type.Object({ principal }, { additionalProperties: false })

export const EndedSchema = Type.Object({
  ended: Type.Integer({ description: 'How many sessions there were.' }),
})

export const MethodsSchema = Type.Object({
  key: Type.Boolean({ description: 'Whether a key can be entered.' }),
  oidc: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String({ description: 'For people.' }),
      href: Type.String({ description: 'Where to lead the browser.' }),
    }),
  ),
  isMock: Type.Boolean({
    description: 'Whether connectors without a connection are connected to emulators of their vendors.',
  }),
})

/** A session as people may see it. */
export const describeSession = (record: SessionRecord, isCurrent: boolean) => ({
  id: record.id,
  principal: record.principal,
  issuer: record.issuer,
  createdAt: record.created_at.toISOString(),
  lastSeenAt: record.last_seen_at.toISOString(),
  expiresAt: record.expires_at.toISOString(),
  isCurrent,
})

/** For the audit: what does not change while it lasts. */
export const describeForAudit = ({
  id,
  tenant,
  principal,
  kind,
  issuer,
  created_at,
  expires_at,
}: SessionRecord) => ({
  id,
  tenant,
  principal,
  kind,
  issuer,
  createdAt: created_at.toISOString(),
  expiresAt: expires_at.toISOString(),
})

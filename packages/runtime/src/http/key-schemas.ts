import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { roles } from '../access/permissions.ts'
import { RestrictionsSchema } from '../access/restrictions.ts'
import { confirmations } from '../access/api-keys/key-grant.ts'
import type { KeyRecord } from '../access/api-keys/key-records.ts'
import { longestToolsetName, toolsetNamePattern } from '../mcp/toolsets/toolset.ts'
import { pageQuery } from './page.ts'
import { PlainText } from './plain-text.ts'

const duration = '^\\d+(\\.\\d+)?(ms|s|m|h|d)$'
/** One schema and no union, whose members would each have something to say about a value that does not fit. */
const orNull = <S extends TSchema>(schema: S) =>
  Type.Unsafe<Static<S> | null>({ ...schema, type: [schema['type'], 'null'] })

const Name = PlainText(100, 'For people.')
const RoleSchema = Type.Union(
  roles.map((role) => Type.Literal(role)),
  { description: 'What it may do within its tenant.' },
)
const Addresses = Type.Array(Type.String({ maxLength: 50 }), {
  minItems: 1,
  maxItems: 100,
  description: 'Addresses and networks, such as `10.0.0.0/8`, that it may be used from.',
})
const ToolsetNames = Type.Array(Type.String({ pattern: toolsetNamePattern, maxLength: longestToolsetName }), {
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
  description:
    'Names of toolsets, such as `shopify.read`: through MCP it is offered their tools and no others. What it may call over REST is said by its restrictions alone.',
})
const ExpiresAt = Type.String({ format: 'date-time', description: 'From when it is no longer valid.' })

const ConfirmationSchema = Type.Union(
  confirmations.map((one) => Type.Literal(one)),
  {
    description:
      '`ask`: where an agent calls through MCP what cannot be undone, a person confirms it first. `waived`: nobody is asked. Default: `ask`.',
  },
)

export const NewKeyBody = Type.Object(
  {
    name: Name,
    role: RoleSchema,
    environment: Type.Optional(
      Type.Union([Type.Literal('live'), Type.Literal('test')], {
        description: '`test` keys reach nothing but emulators. Default: `live`.',
      }),
    ),
    restrictions: Type.Optional(orNull(RestrictionsSchema)),
    addresses: Type.Optional(orNull(Addresses)),
    toolsets: Type.Optional(orNull(ToolsetNames)),
    confirmation: Type.Optional(ConfirmationSchema),
    expiresAt: Type.Optional(orNull(ExpiresAt)),
  },
  { additionalProperties: false },
)

export const KeyChangeBody = Type.Partial(Type.Omit(NewKeyBody, ['environment']), {
  additionalProperties: false,
  minProperties: 1,
})

export const RotationBody = Type.Object(
  {
    overlap: Type.String({
      pattern: duration,
      default: '1h',
      description: 'How long the text before stays valid beside the new one, such as `1h`; at most `30d`.',
    }),
  },
  { additionalProperties: false },
)

export const KeyListQuery = Type.Object(pageQuery, { additionalProperties: false })

export const KeySchema = Type.Object({
  id: Type.String(),
  name: Name,
  hint: Type.String({ description: 'What the key begins with.' }),
  environment: Type.String(),
  role: RoleSchema,
  state: Type.Union([Type.Literal('active'), Type.Literal('expired'), Type.Literal('revoked')]),
  restrictions: orNull(RestrictionsSchema),
  addresses: orNull(Addresses),
  toolsets: orNull(ToolsetNames),
  confirmation: ConfirmationSchema,
  expiresAt: orNull(ExpiresAt),
  createdBy: Type.String({ description: 'Id of the principal that made it.' }),
  createdAt: Type.String({ format: 'date-time' }),
  lastUsedAt: orNull(Type.String({ format: 'date-time', description: 'To within a minute or so.' })),
  revokedAt: orNull(Type.String({ format: 'date-time' })),
  version: Type.Integer({ description: 'Grows with each change; the ETag.' }),
})

/** The key itself is told by the two routes that make one, and by none later. */
export const ToldKeySchema = Type.Composite([
  KeySchema,
  Type.Object({ key: Type.String({ description: 'The key. It is told this once.' }) }),
])

/** A key as it is shown. */
export function describeKey(record: KeyRecord, now: number): Static<typeof KeySchema> {
  const { id, name, hint, environment, role, restrictions, addresses, toolsets, confirmation, version } =
    record
  const { expires_at, revoked_at } = record
  const isExpired = expires_at !== null && expires_at.getTime() <= now
  return {
    id,
    name,
    hint,
    environment,
    role,
    state: revoked_at !== null ? 'revoked' : isExpired ? 'expired' : 'active',
    restrictions,
    addresses: addresses === null ? null : [...addresses],
    toolsets: toolsets === null ? null : [...toolsets],
    confirmation,
    expiresAt: expires_at?.toISOString() ?? null,
    createdBy: record.created_by,
    createdAt: record.created_at.toISOString(),
    lastUsedAt: record.last_used_at?.toISOString() ?? null,
    revokedAt: revoked_at?.toISOString() ?? null,
    version,
  }
}

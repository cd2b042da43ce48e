import { Type, type Static } from '@sinclair/typebox'
import { permissions, roles } from '../access/permissions.ts'
import type { Principal } from '../access/principal.ts'
import { listRestrictions, RestrictionsSchema } from '../access/restrictions.ts'
import type { Policy } from '../inbound/policy.ts'
import type { RouteClass } from '../inbound/rate-limits.ts'

/** A caller, as it may see itself. */
export const MeSchema = Type.Object({
  id: Type.String({ description: 'Names it in logs and in the audit.' }),
  kind: Type.Union([Type.Literal('operator'), Type.Literal('api-key'), Type.Literal('oidc')]),
  tenant: Type.String({ description: 'Id of the tenant within which it acts.' }),
  role: Type.Union(roles.map((role) => Type.Literal(role))),
  permissions: Type.Array(Type.Union(permissions.map((permission) => Type.Literal(permission)))),
  restrictions: Type.Union([RestrictionsSchema, Type.Null()], {
    description: 'What it may call, where that is less than its permissions.',
  }),
  scopes: Type.Union([Type.Array(Type.String()), Type.Null()], {
    description: 'Scopes that its token is held to, where it is.',
  }),
  toolsets: Type.Union([Type.Array(Type.String()), Type.Null()], {
    description:
      'Names of the toolsets whose tools it is offered through MCP; null for all that it may call.',
  }),
  waivesConfirmation: Type.Boolean({
    description: 'Whether it calls what cannot be undone through MCP without a person who confirms it.',
  }),
  emulatorsOnly: Type.Boolean({ description: 'Whether it is a test key, which reaches no real vendor.' }),
  expiresAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  limits: Type.Array(
    Type.Object({
      policy: Type.String({ description: 'As the headers RateLimit and RateLimit-Policy name it.' }),
      amount: Type.Integer({ description: 'Requests within the window.' }),
      window: Type.Integer({ description: 'Seconds.' }),
    }),
  ),
})

/** Classes of routes that are limited. */
export type Policies = Readonly<Partial<Record<RouteClass, Policy>>>

export type DescribeMe = (principal: Principal) => Static<typeof MeSchema>

export function createMeView(policies: Policies): DescribeMe {
  const limits = (['calls', 'reads'] as const).flatMap((name) => {
    const policy = policies[name]
    return policy === undefined ? [] : [{ policy: name, amount: policy.amount, window: policy.seconds }]
  })
  return ({ id, kind, tenant, role, restrictions, scopes, expiresAt, ...principal }) => {
    const listed = listRestrictions(restrictions) ?? {}
    return {
      id,
      kind,
      tenant,
      role,
      permissions: [...principal.permissions],
      restrictions: Object.keys(listed).length === 0 ? null : listed,
      scopes: scopes === undefined ? null : [...scopes],
      toolsets: principal.toolsets === undefined ? null : [...principal.toolsets],
      waivesConfirmation: principal.waivesConfirmation === true,
      emulatorsOnly: restrictions?.sources?.has('live') === false,
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
      limits,
    }
  }
}

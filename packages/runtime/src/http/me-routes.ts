import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { permissions, roles } from '../access/permissions.ts'
import { listRestrictions, RestrictionsSchema } from '../access/restrictions.ts'
import type { Policy } from '../inbound/policy.ts'
import type { RouteClass } from '../inbound/rate-limits.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'

const MeSchema = Type.Object({
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

export interface MeRoutesOptions {
  readonly policies: Readonly<Partial<Record<RouteClass, Policy>>>
}

/** Who the caller is. */
export async function meRoutes(app: FastifyInstance, { policies }: MeRoutesOptions): Promise<void> {
  const limits = (['calls', 'reads'] as const).flatMap((name) => {
    const policy = policies[name]
    return policy === undefined ? [] : [{ policy: name, amount: policy.amount, window: policy.seconds }]
  })
  app.get(
    '/v1/me',
    {
      // Whoever is known may know what is known of it.
      config: { access: 'authenticated' },
      schema: {
        operationId: 'me_get',
        tags: ['Access'],
        summary: 'Who am I?',
        description: 'The caller: its tenant, its role, what it may do and how often.',
        response: managementAnswer('The caller.', MeSchema),
      },
    },
    async (request, reply) => {
      const { id, kind, tenant, role, restrictions, scopes, expiresAt, ...principal } = principalOf(request)
      reply.header('cache-control', 'no-store')
      const listed = listRestrictions(restrictions) ?? {}
      const data = {
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
      return { data, meta: { requestId: request.id } }
    },
  )
}

import { Problem } from '@patchbay/contract'
import type { FastifyInstance } from 'fastify'
import { noTenant } from '../tenants/known-tenants.ts'
import type { Quotas } from '../usage/quotas/open-quotas.ts'
import type { Quota } from '../usage/quotas/quota.ts'
import { bodyReader } from './checked-input.ts'
import { expectedVersion, otherVersion, versionTag } from './if-match.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'
import { checkTenant } from './tenant-scope.ts'
import { QuotaBodySchema, QuotaSchema } from './usage-schemas.ts'

const readQuota = bodyReader(QuotaBodySchema)

const tenantParameter = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', description: 'Id of the tenant.' } },
}

interface TenantParams {
  readonly id: string
}

/** What was set, without what is used of it. */
const describe = ({ tenant, limits, version }: Quota) => ({ tenant, limits, version })

/** How much tenants may use. */
export async function quotaRoutes(app: FastifyInstance, { quotas }: { quotas: Quotas }): Promise<void> {
  app.get<{ Params: TenantParams }>(
    '/v1/tenants/:id/quota',
    {
      config: { access: 'usage.read' },
      schema: {
        operationId: 'quotas_get',
        tags: ['Usage'],
        summary: 'Read a quota',
        description: 'How many calls a tenant may make, and how many it has made.',
        params: tenantParameter,
        response: managementAnswer('The quota; without limits if there is none.', QuotaSchema),
      },
    },
    async (request, reply) => {
      const { id: tenant } = request.params
      checkTenant(principalOf(request), tenant)
      if (!(await quotas.stored.hasTenant(tenant))) throw noTenant(tenant)
      reply.header('etag', versionTag(quotas.find(tenant)?.version ?? 0))
      return {
        data: { tenant, limits: await quotas.levels(tenant) },
        meta: { requestId: request.id },
      }
    },
  )

  app.put<{ Params: TenantParams }>(
    '/v1/tenants/:id/quota',
    {
      config: {
        access: 'tenants.manage',
        audit: { action: 'quota.set', target: (request) => (request.params as TenantParams).id },
      },
      schema: {
        operationId: 'quotas_set',
        tags: ['Usage'],
        summary: 'Set a quota',
        description:
          'Takes the place of all limits, on all instances within a second. Needs If-Match with the ETag that reading the quota gives. What was used already counts.',
        params: tenantParameter,
        headers: {
          type: 'object',
          properties: {
            'if-match': { type: 'string', description: 'ETag of the quota as you have seen it.' },
          },
        },
        body: QuotaBodySchema,
        response: managementAnswer('The quota as it is now.', QuotaSchema),
      },
    },
    async (request, reply) => {
      const { id: tenant } = request.params
      const { limits } = readQuota(request.body)
      checkDistinct(limits)
      if (!(await quotas.stored.hasTenant(tenant))) throw noTenant(tenant)
      const expected = expectedVersion(request)
      const check = (version = 0): void => {
        if (expected?.(version) !== true) throw otherVersion(`The quota of the tenant ${tenant}`)
      }
      const quota = await quotas.stored.put(tenant, limits, check, request.recordChange(describe))
      await quotas.refresh().catch(() => undefined) // what was stored is told anyhow
      reply.header('etag', versionTag(quota.version))
      return { data: { tenant, limits: await quotas.levels(tenant) }, meta: { requestId: request.id } }
    },
  )
}

/** Two limits of one thing would have one name. */
function checkDistinct(limits: readonly { readonly period: string; readonly connector?: string }[]): void {
  const seen = new Set<string>()
  for (const [index, { period, connector = '' }] of limits.entries()) {
    const name = `${period} ${connector}`
    if (seen.has(name)) {
      throw new Problem('invalid_input', {
        detail: `There are two limits for the same calls in a ${period}.`,
        errors: [{ path: `/limits/${index}`, message: 'is about the same calls as one before it' }],
      })
    }
    seen.add(name)
  }
}

import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tenantIdPattern } from '../tenants/tenant-id.ts'
import type { TenantRecord, Tenants } from '../tenants/tenants.ts'
import { bodyReader, queryReader } from './checked-input.ts'
import { versionCheck, versionTag } from './if-match.ts'
import { managementAnswer } from './management-answer.ts'
import { pageQuery, readCursor, toPage } from './page.ts'
import { PlainText } from './plain-text.ts'
import { principalOf } from './principal-of.ts'

const Id = Type.String({ pattern: tenantIdPattern, description: 'Chosen once, in kebab-case.' })
const Title = PlainText(100, 'For people.')
const State = Type.Union([Type.Literal('active'), Type.Literal('suspended')], {
  description: 'The keys of a `suspended` tenant are refused on all instances within a second.',
})
const closed = { additionalProperties: false }
const NewTenantBody = Type.Object({ id: Id, title: Title }, closed)
const TenantChangeBody = Type.Object(
  { title: Type.Optional(Title), state: Type.Optional(State) },
  { ...closed, minProperties: 1 },
)
const OwnTenantBody = Type.Object({ title: Title }, closed)
const ListQuery = Type.Object(pageQuery, closed)
const TenantSchema = Type.Object({
  id: Id,
  title: Title,
  state: State,
  createdAt: Type.String({ format: 'date-time' }),
  version: Type.Integer({ description: 'Grows with each change; the ETag.' }),
})

const readNew = bodyReader(NewTenantBody)
const readChange = bodyReader(TenantChangeBody)
const readOwn = bodyReader(OwnTenantBody)
const readQuery = queryReader(ListQuery)

interface WithId {
  Params: { id: string }
}
const params = {
  type: 'object',
  properties: { id: { type: 'string', description: 'Id of the tenant.' } },
  required: ['id'],
}
const headers = {
  type: 'object',
  properties: { 'if-match': { type: 'string', description: 'The ETag of the version that is meant.' } },
}
const tags = ['Access']
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id

const describe = ({ id, title, state, created_at, version }: TenantRecord) => ({
  id,
  title,
  state,
  createdAt: created_at.toISOString(),
  version,
})

function tell(request: FastifyRequest, reply: FastifyReply, record: TenantRecord) {
  reply.header('etag', versionTag(record.version))
  return { data: describe(record), meta: { requestId: request.id } }
}

/** All tenants, for the operator; and one's own. */
export async function tenantRoutes(app: FastifyInstance, { tenants }: { tenants: Tenants }): Promise<void> {
  app.get(
    '/v1/tenants',
    {
      config: { access: 'tenants.manage' },
      schema: {
        operationId: 'tenants_list',
        tags,
        summary: 'List tenants',
        querystring: ListQuery,
        response: managementAnswer('The tenants, by their ids.', Type.Array(TenantSchema)),
      },
    },
    async (request) => {
      const { limit, cursor } = readQuery(request.query)
      const read = await tenants.list(limit + 1, readCursor(Id, cursor))
      const { entries, next } = toPage(read, limit, ({ id }) => id)
      return { data: entries.map(describe), meta: { requestId: request.id, next } }
    },
  )

  app.post(
    '/v1/tenants',
    {
      config: { access: 'tenants.manage', audit: { action: 'tenant.create' } },
      schema: {
        operationId: 'tenants_create',
        tags,
        summary: 'Create a tenant',
        description: 'Its first key is made with POST /v1/keys and the header Patchbay-Tenant.',
        body: NewTenantBody,
        response: managementAnswer('The tenant.', TenantSchema, 201),
      },
    },
    async (request, reply) => {
      const { id, title } = readNew(request.body)
      const record = await tenants.create(id, title, request.recordChange(describe))
      reply.code(201).header('location', `/v1/tenants/${id}`)
      return tell(request, reply, record)
    },
  )

  app.get<WithId>(
    '/v1/tenants/:id',
    {
      config: { access: 'tenants.manage' },
      schema: {
        operationId: 'tenants_get',
        tags,
        summary: 'Read a tenant',
        params,
        response: managementAnswer('The tenant.', TenantSchema),
      },
    },
    async (request, reply) => tell(request, reply, await tenants.get(request.params.id)),
  )

  app.patch<WithId>(
    '/v1/tenants/:id',
    {
      config: { access: 'tenants.manage', audit: { action: 'tenant.update', target: idOf } },
      schema: {
        operationId: 'tenants_update',
        tags,
        summary: 'Change a tenant',
        description: 'Renames it, suspends it, or makes it active again. Tenants are never deleted.',
        params,
        headers,
        body: TenantChangeBody,
        response: managementAnswer('The tenant as it is now.', TenantSchema),
      },
    },
    async (request, reply) => {
      const change = readChange(request.body)
      const check = versionCheck(request, 'The tenant')
      const written = request.recordChange(describe)
      return tell(request, reply, await tenants.update(request.params.id, change, check, written))
    },
  )

  app.get(
    '/v1/tenant',
    {
      config: { access: 'tenant.read' },
      schema: {
        operationId: 'tenant_get',
        tags,
        summary: "Read one's own tenant",
        response: managementAnswer('The tenant.', TenantSchema),
      },
    },
    async (request, reply) => tell(request, reply, await tenants.get(principalOf(request).tenant)),
  )

  app.patch(
    '/v1/tenant',
    {
      config: {
        access: 'tenant.write',
        audit: { action: 'tenant.rename', target: ({ principal }) => principal?.tenant },
      },
      schema: {
        operationId: 'tenant_update',
        tags,
        summary: "Rename one's own tenant",
        headers,
        body: OwnTenantBody,
        response: managementAnswer('The tenant as it is now.', TenantSchema),
      },
    },
    async (request, reply) => {
      const change = readOwn(request.body)
      const check = versionCheck(request, 'The tenant')
      const written = request.recordChange(describe)
      return tell(request, reply, await tenants.update(principalOf(request).tenant, change, check, written))
    },
  )
}

import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ConnectionRecord } from '../connections/connection-records.ts'
import { noConnection } from '../connections/service-parts.ts'
import { bodyReader, queryReader } from './checked-input.ts'
import {
  ConnectionBody,
  ConnectionChangeBody,
  ConnectionListQuery,
  ConnectionSchema,
} from './connection-schemas.ts'
import { connectionHealthRoutes, type ConnectionRoutesOptions } from './connection-health-routes.ts'
import { listConnections, ListPosition } from './connection-list.ts'
import { recordConnectionChange, viewOfFixed, viewOfRecord } from './connection-views.ts'
import { versionCheck, versionTag } from './if-match.ts'
import { managementAnswer } from './management-answer.ts'
import { problemResponse } from './operation-schema.ts'
import { readCursor } from './page.ts'
import { principalOf } from './principal-of.ts'

const readBody = bodyReader(ConnectionBody)
const readChange = bodyReader(ConnectionChangeBody)
const readList = queryReader(ConnectionListQuery)

interface WithId {
  Params: { id: string }
}
const params = {
  type: 'object',
  properties: { id: { type: 'string', description: 'As GET /v1/connections says.' } },
  required: ['id'],
}
const headers = {
  type: 'object',
  properties: { 'if-match': { type: 'string', description: 'The ETag of the version that is meant.' } },
}
const tags = ['Connections']
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id
const changeBy = (request: FastifyRequest) => {
  const { tenant, id } = principalOf(request)
  return { tenant, actor: id }
}

/** The connections of the caller's tenant. */
export async function connectionRoutes(
  app: FastifyInstance,
  options: ConnectionRoutesOptions,
): Promise<void> {
  const { service, connections, registry, redactor } = options
  // What is told here are words of connectors and of vendors as well, which may hold what they should not.
  app.addHook('onSend', (_request, _reply, payload, done) => {
    done(null, typeof payload === 'string' ? redactor.redactJson(payload) : payload)
  })

  await app.register(connectionHealthRoutes, options)

  const tell = async (request: FastifyRequest, reply: FastifyReply, record: ConnectionRecord) => {
    reply.header('etag', versionTag(record.version)).header('cache-control', 'no-store')
    return { data: await viewOfRecord(record, registry), meta: { requestId: request.id } }
  }
  const written = (request: FastifyRequest) => recordConnectionChange(request, registry)
  const findFixed = async (tenant: string, id: string) =>
    (await connections.unmanaged(tenant)).find((one) => one.id === id)

  app.get(
    '/v1/connections',
    {
      config: { access: 'connections.read' },
      schema: {
        operationId: 'connections_list',
        tags,
        summary: 'List connections',
        description:
          'The connections of the tenant, with the addresses that they really use: first those of the configuration and those to emulators, then the stored ones by id. Credentials are never shown.',
        querystring: ConnectionListQuery,
        response: managementAnswer('The connections.', Type.Array(ConnectionSchema)),
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = readList(request.query)
      const position = readCursor(ListPosition, cursor)
      const { tenant } = principalOf(request)
      const { entries, next } = await listConnections(options, tenant, filter, position, limit)
      return { data: entries, meta: { requestId: request.id, next } }
    },
  )

  app.post(
    '/v1/connections',
    {
      config: { access: 'connections.write', audit: { action: 'connection.create' } },
      schema: {
        operationId: 'connections_create',
        tags,
        summary: 'Create a connection',
        description:
          'The connector says in GET /v1/connectors/{id} what its config and its credentials have to be. POST …/check then tells whether it works.',
        body: ConnectionBody,
        response: managementAnswer('The connection.', ConnectionSchema, 201),
      },
    },
    async (request, reply) => {
      const record = await service.create(changeBy(request), readBody(request.body), written(request))
      reply.code(201).header('location', `/v1/connections/${record.id}`)
      return tell(request, reply, record)
    },
  )

  app.get<WithId>(
    '/v1/connections/:id',
    {
      config: { access: 'connections.read' },
      schema: {
        operationId: 'connections_get',
        tags,
        summary: 'Read a connection',
        params,
        response: managementAnswer('The connection.', ConnectionSchema),
      },
    },
    async (request, reply) => {
      const { tenant } = principalOf(request)
      const { id } = request.params
      const fixed = await findFixed(tenant, id)
      if (fixed !== undefined) return { data: viewOfFixed(fixed, registry), meta: { requestId: request.id } }
      const record = await service.find(tenant, id)
      if (record === undefined) throw noConnection(id)
      return tell(request, reply, record)
    },
  )

  app.patch<WithId>(
    '/v1/connections/:id',
    {
      config: { access: 'connections.write', audit: { action: 'connection.update', target: idOf } },
      schema: {
        operationId: 'connections_update',
        tags,
        summary: 'Change a connection',
        description:
          'What is left out stays as it is, the credentials too; what is given takes the place of all that was there. Effective on all instances within a second.',
        params,
        headers,
        body: ConnectionChangeBody,
        response: managementAnswer('The connection as it is now.', ConnectionSchema),
      },
    },
    async (request, reply) => {
      const change = readChange(request.body)
      const check = versionCheck(request, 'The connection')
      const { id } = request.params
      const record = await service.update(changeBy(request), id, change, check, written(request))
      return tell(request, reply, record)
    },
  )

  app.delete<WithId>(
    '/v1/connections/:id',
    {
      config: { access: 'connections.write', audit: { action: 'connection.delete', target: idOf } },
      schema: {
        operationId: 'connections_delete',
        tags,
        summary: 'Delete a connection',
        description:
          'With its credentials and all that is kept for it; calls that run over it are ended. Its credentials are given back at the vendor where that can be done: `revoked` in the history says how that went. Effective on all instances within a second.',
        params,
        headers,
        response: {
          204: { type: 'null', description: 'It is gone.' },
          '4xx': problemResponse,
          '5xx': problemResponse,
        },
      },
    },
    async (request, reply) => {
      const check = versionCheck(request, 'The connection')
      await service.remove(changeBy(request), request.params.id, check, written(request))
      return reply.code(204).send()
    },
  )
}

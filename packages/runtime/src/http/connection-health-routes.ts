import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CallEngine } from '../calls/call-engine.ts'
import type { Deadline } from '../calls/deadline.ts'
import type { OpenCalls } from '../calls/open-calls.ts'
import { checkStored } from '../connections/check-stored.ts'
import type { ConnectionService } from '../connections/connection-service.ts'
import type { Connection } from '../connections/connection.ts'
import type { Connections } from '../connections/connections.ts'
import { noConnection } from '../connections/service-parts.ts'
import { tryConnection } from '../connections/try-connection.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { queryReader } from './checked-input.ts'
import { CheckReportSchema, ConnectionEventSchema, ConnectionEventsQuery } from './connection-schemas.ts'
import { recordConnectionChange } from './connection-views.ts'
import { endWithCaller } from './end-with-caller.ts'
import { managementAnswer } from './management-answer.ts'
import { readCursor, toPage } from './page.ts'
import { principalOf } from './principal-of.ts'

export interface ConnectionRoutesOptions {
  readonly service: ConnectionService
  readonly connections: Connections
  readonly registry: Registry
  readonly engine: CallEngine
  readonly openCalls: OpenCalls
  readonly redactor: Redactor
}

const readEvents = queryReader(ConnectionEventsQuery)
const EventPosition = Type.Integer({ minimum: 1 })

interface WithId {
  Params: { id: string }
}
const params = {
  type: 'object',
  properties: { id: { type: 'string', description: 'As GET /v1/connections says.' } },
  required: ['id'],
}
const tags = ['Connections']
const idOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id

/** Whether a connection works, and what has become of it. */
export async function connectionHealthRoutes(
  app: FastifyInstance,
  options: ConnectionRoutesOptions,
): Promise<void> {
  const { service, connections, registry, engine, openCalls, redactor } = options
  // What is told here are words of vendors as well, which may hold what they should not.
  app.addHook('onSend', (_request, _reply, payload, done) => {
    done(null, typeof payload === 'string' ? redactor.redactJson(payload) : payload)
  })
  const findFixed = async (tenant: string, id: string): Promise<Connection | undefined> =>
    (await connections.unmanaged(tenant)).find((one) => one.id === id)

  app.post<WithId>(
    '/v1/connections/:id/check',
    {
      config: { access: 'connections.write', audit: { action: 'connection.check', target: idOf } },
      schema: {
        operationId: 'connections_check',
        tags,
        summary: 'Check a connection',
        description:
          'Calls the read of the connector that proves that a connection works, and says what works, which scopes are missing and what to do next.',
        params,
        response: managementAnswer('What came out.', CheckReportSchema),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request)
      const { id } = request.params
      const caller = {
        principal,
        requestId: request.id,
        traceId: request.traceId,
        attend(deadline: Deadline) {
          openCalls.add(deadline)
          endWithCaller(reply, deadline)
        },
      }
      const fixed = await findFixed(principal.tenant, id)
      const change = { tenant: principal.tenant, actor: principal.id }
      const written = recordConnectionChange(request, registry)
      const report =
        fixed === undefined
          ? await checkStored(options, change, id, caller, written)
          : await tryConnection(registry, engine, fixed, caller)
      return { data: report, meta: { requestId: request.id } }
    },
  )

  app.get<WithId>(
    '/v1/connections/:id/events',
    {
      config: { access: 'connections.read' },
      schema: {
        operationId: 'connections_events',
        tags,
        summary: 'History of a connection',
        description:
          'What has become of it, the newest first. What is left of one that was deleted is told as well.',
        params,
        querystring: ConnectionEventsQuery,
        response: managementAnswer('The events.', Type.Array(ConnectionEventSchema)),
      },
    },
    async (request) => {
      const { limit, cursor } = readEvents(request.query)
      const before = readCursor(EventPosition, cursor)
      const { tenant } = principalOf(request)
      const { id } = request.params
      const read = await service.events(tenant, id, before, limit + 1)
      if (read.length === 0 && before === undefined && (await findFixed(tenant, id)) === undefined) {
        throw noConnection(id)
      }
      const { entries, next } = toPage(read, limit, ({ sequence }) => sequence)
      const data = entries.map(({ at, kind, outcome, detail, actor }) => ({
        at: at.toISOString(),
        kind,
        outcome,
        detail,
        actor,
      }))
      return { data, meta: { requestId: request.id, next } }
    },
  )
}

import { Problem } from '@patchbay/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { Call, CallMeta, CallPlace } from '../calls/call.ts'
import type { CallEngine } from '../calls/call-engine.ts'
import { Deadline } from '../calls/deadline.ts'
import type { LoadedConnector, LoadedOperation } from '../connectors/loaded-connector.ts'
import type { Registry } from '../connectors/registry.ts'
import { isMatched, weakTag } from './conditional.ts'
import { operationSchema } from './operation-schema.ts'

export interface OperationRoutesOptions {
  readonly registry: Registry
  readonly engine: CallEngine
}

const jsonMediaType = 'application/json; charset=utf-8'

/**
 * A route for each operation: POST for all, and GET as well for reads whose input fits a query string. What has no
 * route is told why: the connector is unknown or in quarantine, or it has no such operation.
 */
export async function operationRoutes(app: FastifyInstance, options: OperationRoutesOptions): Promise<void> {
  const { registry } = options
  for (const connector of registry.loaded) {
    const { id } = connector.host.description
    const isNewest = registry.find(id) === connector
    addRoutes(app, connector, `${id}@${connector.major}`, isNewest, options)
    if (isNewest) addRoutes(app, connector, id, false, options)
  }
  app.all<{ Params: { id: string; operation: string } }>(
    '/v1/connectors/:id/:operation',
    { schema: { hide: true }, config: { isFallback: true } },
    (request, reply) => {
      const { id, operation } = request.params
      const connector = registry.find(id)
      if (connector.operations.has(operation)) reply.callNotFound() // which knows the methods that it does have
      else throw new Problem('not_found', { detail: `The connector ${id} has no operation "${operation}".` })
    },
  )
}

/** The URL with the @ before a major as it is: many clients encode it, and the router does not decode it. */
export function withPlainMajor(url: string): string {
  return url.includes('%40') ? url.replace(/^(\/v1\/connectors\/[^/?]+?)%40/, '$1@') : url
}

function addRoutes(
  app: FastifyInstance,
  connector: LoadedConnector,
  name: string,
  isAlias: boolean,
  options: OperationRoutesOptions,
): void {
  for (const operation of connector.operations.values()) {
    const url = `/v1/connectors/${name}/${operation.description.id}`
    const schema = (method: 'post' | 'get') => ({
      ...operationSchema(operation, method, name),
      hide: isAlias,
    })
    app.post(url, { schema: schema('post') }, postHandler(operation, options.engine))
    if (operation.checkQuery !== undefined) {
      app.get(url, { schema: schema('get') }, getHandler(operation, options.engine))
    }
  }
}

function postHandler(operation: LoadedOperation, engine: CallEngine): RouteHandlerMethod {
  return async (request, reply) => {
    const { data, meta } = await engine.run(
      begin(request, reply, operation, request.body === undefined ? {} : request.body, 'json'),
    )
    reply.header('content-type', jsonMediaType)
    return envelope(toJson(request, data), meta)
  }
}

function getHandler(operation: LoadedOperation, engine: CallEngine): RouteHandlerMethod {
  return async (request, reply) => {
    const input = { ...(request.query as object) }
    const { data, meta } = await engine.run(begin(request, reply, operation, input, 'query'))
    const json = toJson(request, data)
    const tag = weakTag(json, meta.next)
    reply
      .header('etag', tag)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'authorization, patchbay-connection')
    if (isMatched(request.headers['if-none-match'], tag)) return reply.code(304).send()
    reply.header('content-type', jsonMediaType)
    return envelope(json, meta)
  }
}

function toJson(request: FastifyRequest, data: unknown): string {
  request.wasLogged = false // the call's line is written, and says nothing of what fails from here on
  return JSON.stringify(data ?? null)
}

// The data is serialised once, for the tag as well as for the body.
const envelope = (data: string, meta: CallMeta): string => `{"data":${data},"meta":${JSON.stringify(meta)}}`

/** The call that a request asks for. It ends when the caller goes away. */
function begin(
  request: FastifyRequest,
  reply: FastifyReply,
  operation: LoadedOperation,
  input: unknown,
  form: Call['form'],
): Call {
  const place: CallPlace = {
    connector: operation.connector.host.description.id,
    operation: operation.description.id,
  }
  request.place = place
  request.wasLogged = true
  const deadline = new Deadline(operation.timeout)
  reply.raw.once('close', () => {
    if (reply.raw.writableEnded) return
    deadline.abort(new Problem('cancelled', { detail: 'The caller closed the connection.' }))
  })
  const wanted = request.headers['patchbay-connection']
  return {
    operation,
    input,
    form,
    wantedConnection: typeof wanted === 'string' ? wanted : undefined,
    place,
    deadline,
    requestId: request.id,
    traceId: request.traceId,
  }
}

import { Problem } from '@patchbay/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { CallEngine, CallResult } from '../calls/call-engine.ts'
import { Deadline } from '../calls/deadline.ts'
import type { Check } from '../calls/schema-compiler.ts'
import type { Connections } from '../connections/connections.ts'
import type { LoadedConnector, LoadedOperation } from '../connectors/loaded-connector.ts'
import type { Registry } from '../connectors/registry.ts'
import { isMatched, weakTag } from './conditional.ts'
import { operationSchema } from './operation-schema.ts'

export interface OperationRoutesOptions {
  readonly registry: Registry
  readonly connections: Connections
  readonly engine: CallEngine
}

const jsonMediaType = 'application/json; charset=utf-8'

/** A route for each operation: POST for all, and GET as well for reads whose input fits a query string. */
export async function operationRoutes(app: FastifyInstance, options: OperationRoutesOptions): Promise<void> {
  const { registry } = options
  for (const connector of registry.loaded) {
    const { id } = connector.host.description
    addRoutes(app, connector, `${id}@${connector.major}`, true, options)
    if (registry.find(id) === connector) addRoutes(app, connector, id, false, options)
  }
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
    const schema = (method: 'post' | 'get') => ({ ...operationSchema(operation, method), hide: isAlias })
    app.post(url, { schema: schema('post') }, postHandler(operation, options))
    if (operation.checkQuery !== undefined) {
      app.get(url, { schema: schema('get') }, getHandler(operation, operation.checkQuery, options))
    }
  }
}

function postHandler(operation: LoadedOperation, options: OperationRoutesOptions): RouteHandlerMethod {
  return async (request, reply) => {
    const { data, meta } = await call(
      request,
      reply,
      operation,
      operation.checkInput,
      request.body ?? {},
      options,
    )
    reply.header('content-type', jsonMediaType)
    return envelope(JSON.stringify(data ?? null), meta)
  }
}

function getHandler(
  operation: LoadedOperation,
  check: Check,
  options: OperationRoutesOptions,
): RouteHandlerMethod {
  return async (request, reply) => {
    const { data, meta } = await call(
      request,
      reply,
      operation,
      check,
      { ...(request.query as object) },
      options,
    )
    const json = JSON.stringify(data ?? null)
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

// The data is serialised once, for the tag as well as for the body.
const envelope = (data: string, meta: CallResult['meta']): string =>
  `{"data":${data},"meta":${JSON.stringify(meta)}}`

function call(
  request: FastifyRequest,
  reply: FastifyReply,
  operation: LoadedOperation,
  check: Check,
  input: unknown,
  { connections, engine }: OperationRoutesOptions,
): Promise<CallResult> {
  const connector = operation.connector.host.description.id
  request.place = { connector, operation: operation.description.id }
  const errors = check(input)
  if (errors !== undefined) {
    const fields = errors.map(({ path, message }) => `${path || 'the input'} ${message}`).join('; ')
    throw new Problem('invalid_input', { detail: `The input does not fit: ${fields}.`, errors })
  }
  const wanted = request.headers['patchbay-connection']
  const connection = connections.choose(connector, typeof wanted === 'string' ? wanted : undefined)
  request.place = { ...request.place, connection: connection.id }
  request.wasLogged = true
  const deadline = new Deadline(operation.timeout)
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded)
      deadline.abort(new Problem('cancelled', { detail: 'The caller closed the connection.' }))
  })
  return engine.run({
    operation,
    connection,
    input,
    deadline,
    requestId: request.id,
    traceId: request.traceId,
  })
}

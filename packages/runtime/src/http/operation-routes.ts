import { Readable } from 'node:stream'
import { Problem } from '@patchbay/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { CallEngine } from '../calls/call-engine.ts'
import type { CallResult } from '../calls/call-result.ts'
import type { KeptAnswer } from '../calls/idempotency/key-record.ts'
import type { OpenCalls } from '../calls/open-calls.ts'
import type { LoadedConnector, LoadedOperation } from '../connectors/loaded-connector.ts'
import type { Registry } from '../connectors/registry.ts'
import { ageOf, cacheControlOf, cacheStatusOf } from './cache-headers.ts'
import { isMatched } from './conditional.ts'
import { eventMediaType, jsonMediaType, problemMediaType, streamMediaType } from './media-types.ts'
import { operationSchema } from './operation-schema.ts'
import { prefersAsync } from './prefer-header.ts'
import { RestCall } from './rest-call.ts'
import { asEvents, prefersEvents } from './server-sent-events.ts'
import { tellTiming } from './tell-timing.ts'
import { describeTask } from './task-schemas.ts'
import type { Tasks } from '../tasks/tasks.ts'

export interface OperationRoutesOptions {
  readonly registry: Registry
  readonly engine: CallEngine
  readonly openCalls: OpenCalls
  readonly tasks: Tasks
}

const config = { routeClass: 'calls', access: 'call', audit: 'call' } as const

/** What fails before it is a call, such as a body that is no JSON, is recorded with the request. */
const configOf = ({ connector, description: { id, effect } }: LoadedOperation) =>
  effect === 'read' ? config : { ...config, audit: { action: `call.${connector.host.description.id}/${id}` } }

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
    {
      schema: { hide: true },
      config: { isFallback: true, access: 'connectors.read', audit: { none: 'There is nothing to change.' } },
    },
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
    const { effect, isStream } = operation.description
    const handler = taskHandler(
      isStream ? streamHandler(operation, options) : postHandler(operation, options),
      operation,
      options,
    )
    app.post(
      url,
      { schema: schema('post'), config: configOf(operation) },
      effect === 'read' ? handler : writeHandler(handler, operation, options),
    )
    if (operation.checkQuery !== undefined) {
      app.get(url, { schema: schema('get'), config }, getHandler(operation, options))
    }
  }
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

/** With `validateOnly` in the query, a call that would change something is checked, and not made. */
function writeHandler(
  run: Handler,
  operation: LoadedOperation,
  { engine, openCalls }: OperationRoutesOptions,
): Handler {
  return (request, reply) => {
    const { validateOnly } = request.query as { readonly validateOnly?: unknown }
    if (validateOnly === undefined || validateOnly === 'false') return run(request, reply)
    if (validateOnly !== 'true') {
      // Whoever asks for a check in other words must not have the call made.
      throw new Problem('invalid_request', { detail: 'In the query, `validateOnly` is `true` or `false`.' })
    }
    const input = request.body === undefined ? {} : request.body
    const call = new RestCall(request, reply, operation, input, 'json', openCalls)
    return engine.validate(call).then((validation) => {
      request.wasLogged = false
      reply.header('content-type', jsonMediaType)
      return JSON.stringify(validation)
    })
  }
}

/** Whoever prefers not to wait, or cannot, gets a task instead of the answer. */
function taskHandler(
  run: Handler,
  operation: LoadedOperation,
  { openCalls, tasks }: OperationRoutesOptions,
): Handler {
  const isRequired = operation.description.task === 'required'
  const start: Handler = async (request, reply) => {
    const input = request.body === undefined ? {} : request.body
    const call = new RestCall(request, reply, operation, input, 'json', openCalls)
    const { task, isNew } = await tasks.create(
      call,
      call.idempotencyKey === undefined ? undefined : { header: call.idempotencyKey },
    )
    request.wasLogged = false // a call that has come this far has its line when it ends
    reply.code(202).header('location', `/v1/tasks/${task.id}`).header('cache-control', 'no-store')
    reply.header('preference-applied', 'respond-async').header('content-type', jsonMediaType)
    if (!isNew) reply.header('idempotency-replayed', 'true')
    return JSON.stringify({ data: describeTask(task), meta: { requestId: request.id } })
  }
  return (request, reply) =>
    isRequired || prefersAsync(request.headers.prefer) ? start(request, reply) : run(request, reply)
}

function postHandler(operation: LoadedOperation, { engine, openCalls }: OperationRoutesOptions): Handler {
  return (request, reply) => {
    const input = request.body === undefined ? {} : request.body
    const call = new RestCall(request, reply, operation, input, 'json', openCalls)
    const key = call.idempotencyKey
    const result = key === undefined ? engine.run(call) : engine.runOnce(call, { header: key })
    return result instanceof Promise
      ? result.then((late) => answerPost(request, reply, late))
      : answerPost(request, reply, result)
  }
}

/** Items as they come. The caller's pace is the vendor's: nothing is fetched ahead of what was taken. */
function streamHandler(operation: LoadedOperation, { engine, openCalls }: OperationRoutesOptions): Handler {
  return async (request, reply) => {
    const input = request.body === undefined ? {} : request.body
    const stream = await engine.stream(new RestCall(request, reply, operation, input, 'json', openCalls))
    const isEvents = prefersEvents(request.headers.accept)
    const body = Readable.from(isEvents ? asEvents(stream.lines) : stream.lines, { objectMode: false })
    stream.onStalled(() => body.destroy())
    tellTiming(request, reply) // up to the first item
    reply.header('content-type', isEvents ? eventMediaType : streamMediaType)
    return reply.header('cache-control', 'no-store').send(body)
  }
}

function answerPost(
  request: FastifyRequest,
  reply: FastifyReply,
  result: CallResult | KeptAnswer,
): string | Buffer {
  request.wasLogged = false // the call's line is written, and says nothing of what fails from here on
  if ('status' in result) {
    tellTiming(request, reply)
    return answerAgain(reply, result)
  }
  const { cache } = result
  tellTiming(request, reply, cache?.status)
  if (cache !== undefined) reply.header('cache-status', cacheStatusOf(cache))
  reply.header('content-type', jsonMediaType)
  return result.envelope()
}

function answerAgain(reply: FastifyReply, { status, contentType, body }: KeptAnswer): string {
  reply.code(status).header('content-type', contentType).header('idempotency-replayed', 'true')
  if (contentType === problemMediaType) reply.header('cache-control', 'no-store')
  return body
}

function getHandler(
  operation: LoadedOperation,
  { engine, openCalls }: OperationRoutesOptions,
): RouteHandlerMethod {
  return (request, reply) => {
    const input = { ...(request.query as object) }
    const result = engine.run(new RestCall(request, reply, operation, input, 'query', openCalls))
    return result instanceof Promise
      ? result.then((late) => answerGet(request, reply, late))
      : answerGet(request, reply, result)
  }
}

function answerGet(
  request: FastifyRequest,
  reply: FastifyReply,
  result: CallResult,
): string | Buffer | FastifyReply {
  request.wasLogged = false
  const { tag, cache } = result
  tellTiming(request, reply, cache?.status)
  reply
    .header('etag', tag)
    .header('cache-control', cacheControlOf(cache))
    .header('vary', 'authorization, cookie, patchbay-connection')
  if (cache !== undefined) reply.header('age', ageOf(cache)).header('cache-status', cacheStatusOf(cache))
  if (isMatched(request.headers['if-none-match'], tag)) return reply.code(304).send()
  reply.header('content-type', jsonMediaType)
  return result.envelope()
}

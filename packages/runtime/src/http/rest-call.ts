import { Problem } from '@patchbay/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Principal } from '../access/principal.ts'
import type { CacheUse } from '../calls/cache/cache-use.ts'
import type { Call, CallPlace } from '../calls/call.ts'
import type { Deadline } from '../calls/deadline.ts'
import type { OpenCalls } from '../calls/open-calls.ts'
import { CallTiming } from '../calls/timing/call-timing.ts'
import { TimedSpan } from '../calls/timing/timed-span.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import { readAnswers } from './answers-header.ts'
import { cacheUseOf } from './cache-headers.ts'
import { endWithCaller } from './end-with-caller.ts'

/** The call that an HTTP request asks for. It ends when the caller goes away. */
export class RestCall implements Call {
  readonly operation: LoadedOperation
  readonly input: unknown
  readonly form: Call['form']
  readonly place: CallPlace
  readonly principal: Principal
  readonly span: Call['span']
  ownSpan: Call['ownSpan']
  readonly #request: FastifyRequest
  readonly #reply: FastifyReply
  readonly #openCalls: OpenCalls

  constructor(
    request: FastifyRequest,
    reply: FastifyReply,
    operation: LoadedOperation,
    input: unknown,
    form: Call['form'],
    openCalls: OpenCalls,
  ) {
    this.#request = request
    this.#reply = reply
    this.#openCalls = openCalls
    // Before it is known, no route is reached.
    if (request.principal === undefined) throw new Problem('unauthenticated')
    this.principal = request.principal
    this.span = request.headers['patchbay-timing'] === '1' ? timedSpan(request) : request.span
    this.operation = operation
    this.input = input
    this.form = form
    this.place = {
      connector: operation.connector.host.description.id,
      operation: operation.description.id,
    }
    request.place = this.place
    request.wasLogged = true // the engine writes the line of a call
    if (operation.description.effect !== 'read') request.isAudited = true // and the entry
  }

  get wantedConnection(): string | undefined {
    const wanted = this.#request.headers['patchbay-connection']
    return typeof wanted === 'string' ? wanted : undefined
  }

  /** As it came, of an operation that is not a read; on reads it means nothing. */
  get idempotencyKey(): string | undefined {
    if (this.operation.description.effect === 'read') return undefined
    const key = this.#request.headers['idempotency-key']
    return typeof key === 'object' ? key.join(', ') : key
  }

  get cacheUse(): CacheUse {
    return cacheUseOf(this.#request.headers['cache-control'])
  }

  get answers(): Call['answers'] {
    return readAnswers(this.#request.headers['patchbay-answers'])
  }

  get requestId(): string {
    return this.#request.id
  }

  get traceId(): string {
    return this.#request.traceId
  }

  attend(deadline: Deadline): void {
    this.#openCalls.add(deadline)
    if (this.idempotencyKey !== undefined) return
    endWithCaller(this.#reply, deadline)
  }
}

function timedSpan(request: FastifyRequest): TimedSpan {
  request.timing = new CallTiming()
  return new TimedSpan(request.timing, request.span, 'request', request.traceId)
}

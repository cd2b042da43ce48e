import { Problem, type HttpRequest, type VendorAnswer } from '@patchbay/contract'
import type { Credentialed } from './authenticate-request.ts'
import type { Connection } from '../connections/connection.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import type { ConnectionLimits } from '../limits/connection-limits.ts'
import { createAttemptLoop, type AttemptLoopParts } from './attempt-loop.ts'
import { createAnswerReader } from './read-answer.ts'
import { revalidating, type ValidatedAnswers } from './revalidation.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import type { VendorCall } from './vendor-call.ts'
import type { VendorOrigin } from './vendor-origin.ts'
import { createWireRequests } from './wire-requests.ts'

/** The way from one connection to its vendor. */
export interface VendorClient {
  /** Rejects with a `Problem` for everything but an answer that counts as success, or throws it. */
  request(request: HttpRequest, call: VendorCall): Promise<VendorAnswer>
  /** How the limits are that a call would take from. Asks nobody but the shared state, and takes nothing. */
  readonly levels: ConnectionLimits['levels']
  readonly limitsAbout: ConnectionLimits['about']
}

export interface VendorClientParts extends Omit<AttemptLoopParts, 'readAnswer'> {
  readonly host: ConnectorHost
  /** What belongs to an origin: by its id, and where it really is. */
  originOf(id: string, url: string): VendorOrigin
  /** Shared by all clients, each of which finds its own there. */
  readonly validated: ValidatedAnswers
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const noQuery = {}
const nobody: Credentialed = Object.freeze({ headers: {}, query: {} })

export function createVendorClient(connection: Connection, parts: VendorClientParts): VendorClient {
  const { host, transport, retry, limits, random, now } = parts
  const [defaultOrigin = ''] = host.description.origins
  const origins = new Map<string, VendorOrigin>(
    Object.entries(connection.origins).map(([id, url]) => [id, parts.originOf(id, url)]),
  )
  const { credentials } = connection
  const toWire = createWireRequests()
  const toOpenWire = createWireRequests()
  const send = createAttemptLoop({
    transport: revalidating(transport, parts.validated, connection.key),
    retry,
    limits,
    random,
    readAnswer: createAnswerReader(host, now),
  })

  const sendAs = (
    credentialed: Credentialed,
    request: HttpRequest,
    origin: VendorOrigin,
    call: VendorCall,
  ): Promise<VendorAnswer> => {
    const { method, path, query = noQuery } = request
    const sent = { method, origin: origin.id, path, query }
    const wire = (credentialed === nobody ? toOpenWire : toWire)(request, origin.url, credentialed)
    const mayRevalidate = call.mayRevalidate && method === 'GET' && wire.body === null
    return send(
      mayRevalidate ? { ...wire, mayRevalidate } : wire,
      sent,
      origin,
      request.effect ?? call.effect,
      call,
      request,
    )
  }

  /** With what is current by then, and once more with others if these are refused and there are others. */
  const sendRenewed = async (
    current: MaybePromise<Credentialed>,
    request: HttpRequest,
    origin: VendorOrigin,
    call: VendorCall,
  ): Promise<VendorAnswer> => {
    const { deadline } = call
    const used = await deadline.within(Promise.resolve(current))
    try {
      return await sendAs(used, request, origin, call)
    } catch (error) {
      // A refusal proves that nothing happened, so that a write may be sent again as well.
      if (!isRefusalOfCredentials(error) || deadline.reason !== undefined) throw error
      const refused = credentials.refused?.(used)
      if (refused === undefined || !(await deadline.within(refused))) throw error
      return sendAs(await deadline.within(Promise.resolve(credentials.current())), request, origin, call)
    }
  }

  return {
    request(request, call) {
      const id = request.origin ?? defaultOrigin
      const origin = origins.get(id)
      if (origin === undefined) {
        throw new Problem('internal', { detail: `The connector has no origin "${id}".` })
      }
      if (request.credentials === 'omit') return sendAs(nobody, request, origin, call)
      const current = credentials.current()
      return credentials.refused === undefined && !(current instanceof Promise)
        ? sendAs(current, request, origin, call)
        : sendRenewed(current, request, origin, call)
    },
    levels: (call) => limits.levels(call),
    limitsAbout: (call, about) => limits.about(call, about),
  }
}

const isRefusalOfCredentials = (error: unknown): boolean =>
  Problem.is(error) && error.code === 'connection_unauthorized'

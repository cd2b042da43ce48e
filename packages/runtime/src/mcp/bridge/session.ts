import { randomUUID } from 'node:crypto'
import type { Endpoint } from './endpoint.ts'
import { Broken } from './failures.ts'
import { isAnswerTo, isRecord, statedRevision, type Message, type Request } from './message.ts'
import { readMessages, type StreamPlace } from './read-messages.ts'
import { standardHeaders } from './standard-headers.ts'

/**
 * What revision 2025-11-25 keeps between messages. A client of 2026-07-28 has none of it: each of its requests
 * says everything itself.
 */
export interface Session {
  /** The headers that this message needs. */
  headersOf(message: Message): Record<string, string>
  /** Those of the session; undefined where the server keeps none. */
  headers(): Record<string, string> | undefined
  /** Sends the request that begins a session, and keeps what its answer says. Yields what arrives. */
  begin(request: Request, place: StreamPlace, signal: AbortSignal): AsyncGenerator<Message>
  /** Begins the session anew with a server that has forgotten it, once for all who find that out together. */
  renew(lost: string | undefined): Promise<void>
  /** The id of the session. */
  id(): string | undefined
}

/** `onRenewed` is told when a session has begun anew with a server that tells when its tools change. */
export function createSession(endpoint: Endpoint, onRenewed: () => Promise<void>): Session {
  let id: string | undefined
  let revision: string | undefined
  let opening: Request | undefined
  let capabilities: Readonly<Record<string, unknown>> = {}
  /** The last revision that a message named: for notifications, which may name none. */
  let stated: string | undefined
  let renewal: Promise<void> | undefined

  const headers = (): Record<string, string> | undefined =>
    revision === undefined
      ? undefined
      : { 'mcp-protocol-version': revision, ...(id === undefined ? {} : { 'mcp-session-id': id }) }

  const keep = (answer: Message): void => {
    const { result } = answer
    if (!isRecord(result)) return
    const { protocolVersion, capabilities: offered } = result
    if (typeof protocolVersion === 'string') revision = protocolVersion
    if (isRecord(offered)) capabilities = offered
  }

  async function* begin(request: Request, place: StreamPlace, signal?: AbortSignal): AsyncGenerator<Message> {
    const response = await endpoint.post(request, {}, signal)
    const given = response.headers.get('mcp-session-id') ?? undefined
    for await (const message of readMessages(response, place)) {
      if (isAnswerTo(message, request.id) && isRecord(message['result'])) {
        id = given
        opening = request
        keep(message)
      }
      yield message
    }
  }

  const startAnew = async (): Promise<void> => {
    if (opening === undefined) throw new Broken()
    const before = id
    // The client has had its answer; this one is ours, and so is its id.
    for await (const _ of begin({ ...opening, id: `bridge-${randomUUID()}` }, {})) continue
    if (id === before) throw new Broken()
    const done = { jsonrpc: '2.0', method: 'notifications/initialized' } as const
    await (await endpoint.post(done, headers() ?? {})).body?.cancel()
    const { tools } = capabilities
    if (isRecord(tools) && tools['listChanged'] === true) await onRenewed()
  }

  return {
    headersOf(message) {
      const own = statedRevision(message)
      if (own !== undefined) stated = own
      if (own === undefined && revision !== undefined) return headers() ?? {}
      const named = own ?? stated
      return named === undefined ? {} : standardHeaders(message, named)
    },
    headers,
    begin,
    async renew(lost) {
      if (lost !== id) return
      renewal ??= startAnew().finally(() => (renewal = undefined))
      await renewal
    },
    id: () => id,
  }
}

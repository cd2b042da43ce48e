import type { Readable, Writable } from 'node:stream'
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import type { JSONRPCMessage } from '@modelcontextprotocol/server'
import { openEndpoint, type EndpointOptions } from './endpoint.ts'
import { exchange } from './exchange.ts'
import { explain, failureAnswer, Broken } from './failures.ts'
import {
  cancelledId,
  isAnswerTo,
  isMessage,
  isRequest,
  methodOf,
  statedRevision,
  type Message,
  type MessageId,
  type Request,
} from './message.ts'
import { followServer } from './server-stream.ts'
import { createSession } from './session.ts'

export interface BridgeOptions extends EndpointOptions {
  readonly input: Readable
  /** Gets messages of the protocol, one a line, and nothing else. */
  readonly output: Writable
  /** For whoever looks why something does not work. */
  readonly log: (line: string) => void
}

interface OpenRequest {
  readonly aborter: AbortController
  /** Of 2026-07-28 or later, where the end of a request's stream cancels it. */
  readonly isStateless: boolean
  isCancelled: boolean
}

/** Passes messages between a client on a pipe and the `/mcp` of a server, until the client closes the pipe. */
export async function runBridge({ input, output, log, ...options }: BridgeOptions): Promise<void> {
  const endpoint = openEndpoint(options)
  const client = new StdioServerTransport(input, output)
  const ended = new AbortController()
  const open = new Map<MessageId, OpenRequest>()
  /** The notifications and answers that the server has not taken yet: requests come after them. */
  let before: Promise<void> = Promise.resolve()
  let isFollowing = false

  // Every message is one that came over JSON-RPC from the other side.
  const give = (message: Message): Promise<void> => client.send(message as unknown as JSONRPCMessage)
  // A server that has started again may have other connectors.
  const session = createSession(endpoint, () =>
    give({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' }),
  )

  async function ask(request: Request): Promise<void> {
    const isStateless = statedRevision(request) !== undefined
    const entry: OpenRequest = { aborter: new AbortController(), isStateless, isCancelled: false }
    open.set(request.id, entry)
    const signal = AbortSignal.any([entry.aborter.signal, ended.signal])
    let isAnswered = false
    try {
      await before
      for await (const message of exchange({ endpoint, session }, request, signal)) {
        isAnswered ||= isAnswerTo(message, request.id)
        await give(message)
      }
    } catch (error) {
      // Nobody waits for an answer to what was cancelled.
      if (isAnswered || entry.isCancelled || ended.signal.aborted) return
      const reason = error instanceof TypeError ? new Broken() : error
      log(`${request.method}: ${explain(reason).message}`)
      await give(failureAnswer(request.id, reason))
    } finally {
      open.delete(request.id)
    }
  }

  async function tell(message: Message): Promise<void> {
    try {
      const response = await endpoint.post(message, session.headersOf(message), ended.signal)
      await response.body?.cancel()
    } catch (error) {
      if (!ended.signal.aborted)
        log(`${methodOf(message) ?? 'an answer'} was lost: ${explain(error).message}`)
      return
    }
    if (methodOf(message) !== 'notifications/initialized' || isFollowing) return
    isFollowing = true
    void followServer({ endpoint, session, give, log, signal: ended.signal })
  }

  function take(message: Message): void {
    const cancelled = cancelledId(message)
    const entry = cancelled === undefined ? undefined : open.get(cancelled)
    if (entry !== undefined) {
      entry.isCancelled = true
      if (entry.isStateless) return entry.aborter.abort()
    }
    if (isRequest(message)) void ask(message).catch((error: unknown) => log(String(error)))
    else before = before.then(() => tell(message))
  }

  const closed = new Promise<void>((resolve) => (client.onclose = resolve))
  client.onerror = (error) => log(`standard input: ${error.message}`)
  client.onmessage = (message) => {
    const received: unknown = message
    if (isMessage(received)) take(received)
  }
  await client.start()
  await closed
  ended.abort()
  await before
  const leaving = session.headers()
  if (leaving !== undefined && session.id() !== undefined) {
    await endpoint.leave(leaving).catch((error: unknown) => log(explain(error).message))
  }
  await endpoint.close()
}

import { Agent, fetch, type Response } from 'undici'
import type { Message } from './message.ts'
import { Refusal, Unreachable } from './failures.ts'

/** The `/mcp` of a server, over HTTP. */
export interface Endpoint {
  /** Sends one message. Throws `Unreachable` or `Refusal`; an answer that is given is one of success. */
  post(message: Message, headers: Record<string, string>, signal?: AbortSignal): Promise<Response>
  /** Opens the stream of what the server says by itself, or goes on with a stream that broke off. */
  listen(headers: Record<string, string>, signal: AbortSignal): Promise<Response>
  /** Gives a session back. */
  leave(headers: Record<string, string>): Promise<void>
  close(): Promise<void>
}

export interface EndpointOptions {
  /** Of the server, or of its `/mcp`. */
  readonly url: URL
  readonly key: string
  /** Where the key came from, for whoever has to replace it. */
  readonly keyOrigin: string
  readonly tenant?: string | undefined
}

export function openEndpoint({ url, key, keyOrigin, tenant }: EndpointOptions): Endpoint {
  const path = url.pathname.replace(/\/+$/, '')
  const target = new URL(path.endsWith('/mcp') ? path : `${path}/mcp`, url)
  // A stream may be silent for as long as nothing happens, and a call may take as long as it takes.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 })
  const ask = async (
    method: 'GET' | 'POST' | 'DELETE',
    headers: Record<string, string>,
    { body, signal }: { readonly body?: string; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Response> => {
    let response: Response
    try {
      response = await fetch(target, {
        method,
        dispatcher,
        // A redirect would carry the key to whoever is named there.
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${key}`,
          ...(tenant === undefined ? {} : { 'patchbay-tenant': tenant }),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      })
    } catch (error) {
      throw new Unreachable(target.origin, error)
    }
    if (response.ok) return response
    throw new Refusal(target.origin, response.status, await response.text().catch(() => ''), keyOrigin)
  }
  return {
    post: (message, headers, signal) =>
      ask(
        'POST',
        {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...headers,
        },
        { body: JSON.stringify(message), signal },
      ),
    listen: (headers, signal) => ask('GET', { accept: 'text/event-stream', ...headers }, { signal }),
    leave: async (headers) => void (await (await ask('DELETE', headers)).text()),
    close: () => dispatcher.destroy(),
  }
}

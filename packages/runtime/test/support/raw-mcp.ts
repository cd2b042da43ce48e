import type { Test } from 'tap'
import { askMcp } from './ask-mcp.ts'
import { bearer, headersOf, metaOf } from './mcp-wire.ts'
import { adminKey } from './open-app.ts'

/** An answer of JSON-RPC. */
export interface RpcAnswer {
  readonly status: number
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown }
}

export interface RpcOptions {
  readonly key?: string
  /** Of the client. Default: it understands tasks, and can ask people. */
  readonly capabilities?: object
  /** Over those that the transport needs. */
  readonly headers?: Readonly<Record<string, string>>
}

export type Rpc = (
  method: string,
  params?: Readonly<Record<string, unknown>>,
  options?: RpcOptions,
) => Promise<RpcAnswer>

export const withTasks = { elicitation: {}, extensions: { 'io.modelcontextprotocol/tasks': {} } }

/** Requests of that revision as they are on the wire, for what the official client does not send. */
export function rawMcp(url: string): Rpc {
  return async (method, params = {}, { key = adminKey, capabilities = withTasks, headers = {} } = {}) => {
    const { status, text } = await askMcp(
      url,
      key,
      method,
      { _meta: metaOf(capabilities), ...params },
      headers,
    )
    const json = text.startsWith('event:') || text.startsWith('data:') ? lastEvent(text) : text
    return { status, ...(JSON.parse(json) as Omit<RpcAnswer, 'status'>) }
  }
}

/** What a server tells those who listen. */
export interface Told {
  readonly method?: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** Listens until the end of the test. Gives what was told so far. */
export async function listenMcp(
  t: Test,
  url: string,
  params: object,
  key: string = adminKey,
): Promise<() => readonly Told[]> {
  const leaving = new AbortController()
  t.teardown(() => leaving.abort())
  const method = 'subscriptions/listen'
  const _meta = metaOf(withTasks)
  const { body } = await fetch(`${url}/mcp`, {
    method: 'POST',
    signal: leaving.signal,
    headers: { ...headersOf(method), ...bearer(key) },
    body: JSON.stringify({ jsonrpc: '2.0', id: 'listen', method, params: { _meta, ...params } }),
  })
  const told: Told[] = []
  void (async () => {
    let text = ''
    for await (const chunk of body ?? []) {
      text += Buffer.from(chunk).toString()
      const frames = text.split('\n\n')
      text = frames.pop() ?? ''
      for (const frame of frames) {
        if (frame.includes('data: ')) told.push(JSON.parse(lastEvent(frame)) as Told)
      }
    }
  })().catch(() => undefined)
  return () => told
}

const lastEvent = (text: string): string =>
  text
    .match(/^data: (.*)$/gm)
    ?.at(-1)
    ?.slice('data: '.length) ?? '{}'

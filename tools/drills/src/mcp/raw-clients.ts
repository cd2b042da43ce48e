import { statelessRequest, transportHeaders } from './wire.ts'

/** Asks for a token under a JSON-RPC id of the caller's choice. */
export interface TokenClient {
  readonly kind: string
  /** The names of all tools, as they are listed. */
  list(): Promise<readonly string[]>
  /** The token that came back, under the id that it was asked with; anything else is told in words. */
  ask(id: number, token: string): Promise<string>
  close(): Promise<void>
}

export interface Endpoint {
  readonly url: string
  readonly key: string
  readonly fetch: typeof fetch
}

interface AskedFor {
  readonly id: number
  readonly method: string
  readonly params: object
}

interface Reply {
  readonly id?: unknown
  readonly result?: {
    readonly structuredContent?: { readonly token?: unknown }
    readonly tools?: readonly { readonly name: string }[]
  }
}

export const toolName = 'mirror_tokens_echo'

/** The replies of an answer, which is one in JSON, or a stream of events with notifications among them. */
function repliesOf(text: string, type: string): readonly Reply[] {
  if (!type.startsWith('text/event-stream')) return [JSON.parse(text) as Reply]
  return text
    .split('\n')
    .filter((line) => line.startsWith('data:') && line.trim() !== 'data:')
    .map((line) => JSON.parse(line.slice('data:'.length)) as Reply)
    .filter((message) => message.id !== undefined)
}

async function post(
  { url, key, fetch: send }: Endpoint,
  body: object,
  headers: Readonly<Record<string, string>>,
) {
  const response = await send(`${url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      ...transportHeaders,
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', ...body }),
  })
  return { response, text: await response.text() }
}

/** One reply, to the request with the id. Throws where there is none, or more. */
async function replyOf(
  endpoint: Endpoint,
  body: AskedFor,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  const { response, text } = await post(endpoint, body, headers)
  const replies = repliesOf(text, response.headers.get('content-type') ?? '')
  const [reply] = replies
  if (reply === undefined || replies.length > 1)
    throw new Error(`${replies.length} replies: ${text.slice(0, 300)}`)
  if (reply.id !== body.id) throw new Error(`the reply to ${String(reply.id)} instead of ${body.id}`)
  return reply
}

const tokenOf = ({ result }: Reply): string => String(result?.structuredContent?.token)
const namesOf = ({ result }: Reply): readonly string[] => (result?.tools ?? []).map(({ name }) => name)

/** Of the revision 2026-07-28, without a session. `isPlain`: asks for nothing that needs the SDK, such as progress. */
export function statelessClient(endpoint: Endpoint, isPlain: boolean): TokenClient {
  const send = (id: number, ...request: Parameters<typeof statelessRequest>): Promise<Reply> => {
    const { headers, message } = statelessRequest(...request)
    return replyOf(endpoint, { id, ...message }, headers)
  }
  return {
    kind: isPlain ? 'stateless' : 'stateless with progress',
    list: async () => namesOf(await send(0, 'tools/list')),
    async ask(id, token) {
      const params = { name: toolName, arguments: { token } }
      // The same for every client, as the id is.
      return tokenOf(await send(id, 'tools/call', params, isPlain ? {} : { progressToken: id }))
    },
    close: async () => undefined,
  }
}

/** Of the revision 2025-11-25, with a session of its own. */
export async function sessionClient(endpoint: Endpoint): Promise<TokenClient> {
  const initialize = {
    id: 0,
    method: 'initialize',
    params: {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'drill', version: '1.0.0' },
    },
  }
  const { response, text } = await post(endpoint, initialize, {})
  const session = response.headers.get('mcp-session-id')
  if (session === null) throw new Error(`no session: ${response.status} ${text.slice(0, 300)}`)
  const headers = { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' }
  await post(endpoint, { method: 'notifications/initialized' }, headers)
  return {
    kind: 'session',
    list: async () => namesOf(await replyOf(endpoint, { id: 0, method: 'tools/list', params: {} }, headers)),
    async ask(id, token) {
      const params = { name: toolName, arguments: { token }, _meta: { progressToken: id } }
      return tokenOf(await replyOf(endpoint, { id, method: 'tools/call', params }, headers))
    },
    async close() {
      await endpoint
        .fetch(`${endpoint.url}/mcp`, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${endpoint.key}`, ...headers },
        })
        .then((answer) => answer.text())
    },
  }
}

import { Client, StreamableHTTPClientTransport, type CallToolResult } from '@modelcontextprotocol/client'
import { toolName, type Endpoint, type TokenClient } from './raw-clients.ts'

/** The official client, which counts its ids from 0, as all of them do. */
export async function officialClient(
  endpoint: Endpoint,
  revision: '2025-11-25' | '2026-07-28',
): Promise<TokenClient> {
  const client = await connectOfficial(endpoint, revision)
  return {
    kind: `official ${revision}`,
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    async ask(_id, token) {
      const answer = (await client.callTool({ name: toolName, arguments: { token } })) as CallToolResult
      return String((answer.structuredContent as { readonly token?: unknown } | undefined)?.token)
    },
    close: () => client.close(),
  }
}

export async function connectOfficial(
  { url, key, fetch: send = fetch }: Omit<Endpoint, 'fetch'> & Partial<Pick<Endpoint, 'fetch'>>,
  revision: '2025-11-25' | '2026-07-28' = '2026-07-28',
): Promise<Client> {
  const client = new Client(
    { name: 'drill', version: '1.0.0' },
    revision === '2026-07-28' ? { versionNegotiation: { mode: 'auto' } } : {},
  )
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', url), {
      requestInit: { headers: { authorization: `Bearer ${key}` } },
      fetch: send,
    }),
  )
  return client
}

import {
  Client,
  StreamableHTTPClientTransport,
  type CallToolResult,
  type ClientCapabilities,
} from '@modelcontextprotocol/client'
import type { Test } from 'tap'
import { adminKey } from './open-app.ts'

/** The revisions of the protocol that are in use. */
export const revisions = ['2025-11-25', '2026-07-28'] as const

export type Revision = (typeof revisions)[number]

export interface ConnectOptions {
  readonly revision?: Revision
  readonly key?: string
  /** Of every request. */
  readonly headers?: Readonly<Record<string, string>>
  readonly path?: string
  /** What the client can be asked. Default: nothing. */
  readonly capabilities?: ClientCapabilities
}

/** The official client, connected with the administrator's key unless told otherwise, and closed at the end of the test. */
export async function connectMcp(
  t: Test,
  url: string,
  {
    revision = '2026-07-28',
    key = adminKey,
    headers = {},
    path = '/mcp',
    capabilities = {},
  }: ConnectOptions = {},
): Promise<Client> {
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    { capabilities, ...(revision === '2026-07-28' && { versionNegotiation: { mode: 'auto' as const } }) },
  )
  const transport = new StreamableHTTPClientTransport(new URL(path, url), {
    requestInit: { headers: { authorization: `Bearer ${key}`, ...headers } },
  })
  await client.connect(transport)
  t.teardown(() => client.close())
  return client
}

/** All text of an answer. */
export const textOf = ({ content }: CallToolResult): string =>
  content.map((block) => (block.type === 'text' ? block.text : '')).join('\n')

import { Client, StreamableHTTPClientTransport, type Tool } from '@modelcontextprotocol/client'
import { isRecord } from '../options.ts'
import { problemOf, type Answer } from './answer.ts'

export type Revision = '2026-07-28' | '2025-11-25'

/** MCP, by the official client. */
export interface McpFace {
  readonly revision: string
  readonly server: string
  /** What tools/list gave, all pages of it. */
  readonly tools: readonly Tool[]
  /** Whether it can be called: because it is listed, or because the server lets what is not listed be called by name. */
  offers(name: string): boolean
  /**
   * The schemas of the inputs of the connector's tools: of those that are listed, or of some that a search for these
   * words finds where the list is too long to be shown.
   */
  schemasOf(connector: string, words: string): Promise<ReadonlyMap<string, unknown>>
  /** Rejects with what the protocol refused; a call that failed is an answer with a problem. */
  call(name: string, input: Readonly<Record<string, unknown>>): Promise<Answer>
  close(): Promise<void>
}

/** The tool by which others are called that a list is too long for. */
export const callerOfOthers = 'call_tool'
/** The tool by which these are found. */
export const searchTools = 'search_tools'

export async function openMcpFace(url: string, key: string, revision: Revision): Promise<McpFace> {
  const client = new Client(
    { name: 'patchbay-live', version: '0.0.0' },
    { versionNegotiation: { mode: revision === '2026-07-28' ? { pin: revision } : 'legacy' } },
  )
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { authProvider: { token: async () => key } }),
  )
  const tools: Tool[] = []
  let cursor: string | undefined
  do {
    const page = await client.listTools(cursor === undefined ? {} : { cursor })
    tools.push(...page.tools)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  const listed = new Set(tools.map(({ name }) => name))
  return {
    revision: client.getNegotiatedProtocolVersion() ?? '',
    server: `${client.getServerVersion()?.name ?? '?'} ${client.getServerVersion()?.version ?? ''}`,
    tools,
    offers: (name) => listed.has(name) || listed.has(callerOfOthers),
    async schemasOf(connector, words) {
      if (!listed.has(searchTools)) return new Map(tools.map(({ name, inputSchema }) => [name, inputSchema]))
      const { structuredContent } = await client.callTool({
        name: searchTools,
        arguments: { query: words, connector, limit: 50, detail: 'all' },
      })
      const found = isRecord(structuredContent) ? structuredContent['tools'] : []
      const described = Array.isArray(found) ? found.filter(isRecord) : []
      return new Map(described.map(({ name, inputSchema }) => [String(name), inputSchema]))
    },
    async call(name, input) {
      const isListed = listed.has(name) || !listed.has(callerOfOthers)
      const begun = performance.now()
      const result = await client.callTool(
        isListed
          ? { name, arguments: { ...input } }
          : { name: callerOfOthers, arguments: { name, arguments: { ...input } } },
      )
      const took = performance.now() - begun
      const meta = result._meta ?? {}
      const said = meta['patchbay/meta']
      return {
        data: result.structuredContent,
        problem:
          result.isError === true ? (problemOf(meta['patchbay/problem']) ?? nameless(result)) : undefined,
        text: JSON.stringify(result),
        source: isRecord(said) && typeof said['source'] === 'string' ? said['source'] : undefined,
        took,
      }
    },
    close: () => client.close(),
  }
}

/** A failure that does not say which one it is, which is a fault in itself. */
const nameless = (result: object) => ({ code: '', detail: JSON.stringify(result), advice: '', status: 0 })

/** What the operation of the benchmark is called as a tool. */
export const toolName = 'bench_items_get'

/** The same with a cache rule. */
export const cachedToolName = 'bench_items_recall'

const revision = '2026-07-28'

/** A call of a tool as the official client sends it, to all servers alike. */
export const mcpCall = (name: string, input: object) => ({
  headers: {
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': revision,
    'mcp-method': 'tools/call',
    'mcp-name': name,
  },
  body: JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: {
      name,
      arguments: input,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': revision,
        'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  }),
})

const revision = '2026-07-28'

/** What a request of that revision says in its `_meta`. */
export const metaOf = (capabilities: object) => ({
  'io.modelcontextprotocol/protocolVersion': revision,
  'io.modelcontextprotocol/clientCapabilities': capabilities,
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1.0.0' },
})

/** The headers that a request of that revision needs, the key aside. */
export const headersOf = (method: string, params: Readonly<Record<string, unknown>> = {}) => {
  const name = params['name'] ?? params['taskId']
  return {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': revision,
    'mcp-method': method,
    ...(typeof name === 'string' && { 'mcp-name': name }),
  }
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

const revision = '2026-07-28'

/** One request of the revision 2026-07-28 as it is on the wire, the key and the id aside. */
export function statelessRequest(
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  meta: object = {},
) {
  const { name } = params
  return {
    headers: {
      'mcp-protocol-version': revision,
      'mcp-method': method,
      ...(typeof name === 'string' && { 'mcp-name': name }),
    },
    message: {
      method,
      params: {
        ...params,
        _meta: {
          'io.modelcontextprotocol/protocolVersion': revision,
          'io.modelcontextprotocol/clientCapabilities': {},
          'io.modelcontextprotocol/clientInfo': { name: 'drill', version: '1.0.0' },
          ...meta,
        },
      },
    },
  }
}

/** What the transport needs of every request. */
export const transportHeaders = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
}

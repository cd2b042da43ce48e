import { fetchAnswer, type Answer } from './answer.ts'
import { bearer, headersOf, metaOf } from './mcp-wire.ts'

/** One message of the revision 2026-07-28 over plain HTTP, for what a client would hide. */
export function askMcp(
  url: string,
  token: string | undefined,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return fetchAnswer(`${url}/mcp`, {
    method: 'POST',
    headers: { ...headersOf(method, params), ...(token !== undefined && bearer(token)), ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { _meta: metaOf({}), ...params } }),
  })
}

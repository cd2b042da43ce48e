import { isDeepStrictEqual } from 'node:util'
import { request as send } from 'undici'
import { cachedOperationId, operationId, type BenchCall } from './bench-connector.ts'
import type { Case } from './cases.ts'
import { cachedToolName, mcpCall, toolName } from './mcp-call.ts'
import type { LoadRequest } from './load/load-request.ts'

/**
 * The request of a case, after one of it was answered rightly: the expected data in a 200, or an empty 304. Nothing
 * is measured that does not work. Throws an `Error` that shows the answer otherwise.
 */
export async function prepareRequest(
  { id, server, method, isConditional, isCached, isMcp }: Case,
  origin: string,
  callerKey: string,
  { connector, input, output }: BenchCall,
): Promise<LoadRequest> {
  const isPatchbay = server.startsWith('patchbay')
  const operationPath = `/v1/connectors/${connector.id}/${isCached === true ? cachedOperationId : operationId}`
  const query = method === 'GET' ? `?${new URLSearchParams(input).toString()}` : ''
  const authorization = { authorization: `Bearer ${callerKey}` }
  const mcp = mcpCall(isCached === true ? cachedToolName : toolName, input)
  const plain: LoadRequest =
    isMcp === true
      ? {
          origin,
          method,
          path: '/mcp',
          headers: { ...authorization, 'content-type': 'application/json', ...mcp.headers },
          body: mcp.body,
          status: 200,
        }
      : {
          origin,
          method,
          path: isPatchbay ? `${operationPath}${query}` : `/items/${input.id}`,
          headers: {
            ...(server === 'bare' || server === 'undici' ? {} : authorization),
            ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
          },
          ...(method === 'POST' ? { body: JSON.stringify(input) } : {}),
          status: 200,
        }
  if (isCached === true) await ask(plain) // what is measured is all that comes after the first
  const answer = await ask(plain)
  if (isCached === true && !/; hit;|"status":"hit"/.test(answer.cacheStatus + answer.text)) {
    throw new Error(`${id} did not answer from the cache: ${answer.cacheStatus}`)
  }
  const data = dataIn(JSON.parse(answer.text), isMcp === true, isPatchbay)
  if (answer.status !== 200 || !isDeepStrictEqual(data, output)) {
    throw new Error(`${id} answered ${answer.status}, and not with the item: ${answer.text}`)
  }
  if (isConditional === undefined) return plain

  const conditional = {
    ...plain,
    headers: { ...plain.headers, 'if-none-match': answer.tag },
    status: 304,
  }
  const unchanged = await ask(conditional)
  if (unchanged.status !== 304 || unchanged.text !== '') {
    throw new Error(`${id} answered ${unchanged.status} to its own entity tag: ${unchanged.text}`)
  }
  return conditional
}

function dataIn(json: unknown, isMcp: boolean, isPatchbay: boolean): unknown {
  if (isMcp) return (json as { result?: { structuredContent?: unknown } }).result?.structuredContent
  return isPatchbay ? (json as { data?: unknown }).data : json
}

async function ask({ origin, method, path, headers, body }: LoadRequest) {
  const answer = await send(`${origin}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  })
  return {
    status: answer.statusCode,
    text: await answer.body.text(),
    tag: String(answer.headers['etag'] ?? ''),
    cacheStatus: String(answer.headers['cache-status'] ?? ''),
  }
}

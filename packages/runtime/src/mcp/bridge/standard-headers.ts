import { methodOf, paramsOf, type Message } from './message.ts'

/**
 * Which member of the parameters `Mcp-Name` repeats, so that proxies can route without reading bodies.
 * Source: SEP-2243, standard request headers; SEP-2663 for tasks.
 */
const namedBy: ReadonlyMap<string, string> = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
  ['tasks/get', 'taskId'],
  ['tasks/update', 'taskId'],
  ['tasks/cancel', 'taskId'],
])

/** What revision 2026-07-28 wants in the headers of a message beside its body. */
export function standardHeaders(message: Message, revision: string): Record<string, string> {
  const method = methodOf(message)
  const field = method === undefined ? undefined : namedBy.get(method)
  const name = field === undefined ? undefined : paramsOf(message)[field]
  return {
    'mcp-protocol-version': revision,
    ...(method === undefined ? {} : { 'mcp-method': headerValue(method) }),
    ...(typeof name === 'string' ? { 'mcp-name': headerValue(name) } : {}),
  }
}

/** Text that a header cannot carry as it is goes as base64 between `=?base64?` and `?=` (SEP-2243). */
function headerValue(text: string): string {
  const isPlain = /^[\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !/^=\?base64\?.*\?=$/.test(text)
  return isPlain ? text : `=?base64?${Buffer.from(text).toString('base64')}?=`
}

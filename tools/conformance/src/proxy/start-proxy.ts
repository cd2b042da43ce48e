import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { calledTool, ownName, withOwnName } from './tool-names.ts'

export interface ProxyOptions {
  readonly origin: string
  readonly key: string
  /** Called before a call of a tool is passed on, with the name that the suite knows. */
  readonly onToolCall: (name: string) => Promise<void>
}

export interface Proxy {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Stands between the suite, which knows no keys, and the runtime, which answers nobody without one. It also speaks for the
 * suite the names that tools of ours cannot have. Everything else passes as it is, `Host` and `Origin` included.
 */
export async function startProxy({ origin, key, onToolCall }: ProxyOptions): Promise<Proxy> {
  const { hostname, port } = new URL(origin)
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await rewritten(await buffer(incoming), onToolCall)
    const headers: IncomingMessage['headers'] = { ...incoming.headers, authorization: `Bearer ${key}` }
    if (headers['content-length'] !== undefined) headers['content-length'] = String(body.length)
    const name = headers['mcp-name']
    if (typeof name === 'string' && headers['mcp-method'] === 'tools/call')
      headers['mcp-name'] = ownName(name)
    const { method, url: path } = incoming
    const passed = send({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      outgoing.flushHeaders()
      answer.pipe(outgoing)
      answer.once('error', () => outgoing.destroy())
    })
    passed.once('error', () => outgoing.destroy())
    outgoing.once('close', () => passed.destroy())
    passed.end(body)
  }
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${own}/mcp`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function rewritten(body: Buffer, onToolCall: ProxyOptions['onToolCall']): Promise<Buffer> {
  let message: unknown
  try {
    message = JSON.parse(body.toString())
  } catch {
    return body // what is no JSON is the runtime's to refuse
  }
  const name = calledTool(message)
  if (name === undefined) return body
  await onToolCall(name)
  return name === ownName(name) ? body : Buffer.from(JSON.stringify(withOwnName(message)))
}

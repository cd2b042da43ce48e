import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface Arrived {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingMessage['headers']
}

export type Step = (response: ServerResponse, request: IncomingMessage) => void

/** A server that answers one request after the other as it is told, the last way again and again. */
export async function scriptedServer(t: Test, ...steps: [Step, ...Step[]]) {
  const arrived: Arrived[] = []
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    const step = steps[Math.min(arrived.length, steps.length - 1)]
    arrived.push({ method, url, headers })
    request.resume().on('end', () => step?.(response, request))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived }
}

export const answer =
  (data: unknown, headers: Readonly<Record<string, string>> = {}): Step =>
  (response) =>
    response
      .writeHead(200, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ data, meta: { requestId: 'r1' } }))

export const refuse =
  (status: number, code: string, more: Readonly<Record<string, unknown>> = {}, headers = {}): Step =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(
      JSON.stringify({
        type: `/problems/${code}`,
        title: code,
        status,
        detail: `It is ${code}.`,
        instance: 'urn:patchbay:request:r1',
        code,
        advice: 'None.',
        retryable: true,
        traceId: 't1',
        ...more,
      }),
    )

/** As a server that crashes. */
export const hangUp: Step = (response) => void response.destroy()

/** As one that has come to a halt. */
export const sayNothing: Step = () => undefined

/** As a proxy whose server is away. */
export const page =
  (status: number): Step =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')

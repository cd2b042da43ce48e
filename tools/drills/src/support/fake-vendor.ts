import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type VendorBehavior = (request: IncomingMessage, response: ServerResponse) => void

/** A vendor whose every answer the drill decides, while it runs. */
export interface FakeVendor {
  readonly origin: string
  /** When each request arrived, in milliseconds of `performance.now()`. */
  readonly arrivals: number[]
  /** Sockets that are open now, and the most that were open at once. */
  readonly sockets: { readonly open: number; readonly most: number }
  behave(behavior: VendorBehavior): void
  close(): Promise<void>
}

const well = Buffer.from('{"ok":true}')

export const answerWell: VendorBehavior = (_request, response) => {
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': String(well.length) })
    .end(well)
}

/** Answers each request with this status and no body worth reading. */
export const answerWith =
  (status: number, headers: Readonly<Record<string, string>> = {}): VendorBehavior =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{}')
  }

/** Answers well after so many milliseconds. */
export const answerAfter =
  (delay: number): VendorBehavior =>
  (request, response) =>
    void setTimeout(() => answerWell(request, response), delay)

/** Takes the request and never answers. */
export const hang: VendorBehavior = () => undefined

/** On a free port, if none is given. */
export async function startVendor(behavior: VendorBehavior = answerWell, port = 0): Promise<FakeVendor> {
  let current = behavior
  const arrivals: number[] = []
  const sockets = { open: 0, most: 0 }
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    arrivals.push(performance.now())
    request.resume()
    current(request, response)
  })
  server.on('connection', (socket) => {
    sockets.open += 1
    // Once all that has arrived by now is read: an earlier socket may have been closed by its peer before this one.
    setImmediate(() => (sockets.most = Math.max(sockets.most, sockets.open)))
    let isOpen = true
    // Its peer has closed it by then. That this side has as well comes later, maybe after the next one has connected.
    const leave = (): void => {
      if (isOpen) sockets.open -= 1
      isOpen = false
    }
    socket.once('end', leave).once('error', leave).once('close', leave)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    sockets,
    behave: (next) => {
      current = next
    },
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Test } from 'tap'
import type { ConnectionSettings } from '@patchbay/runtime'

/** One request that reached the vendor. */
export interface VendorRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly port: number | undefined
}

/** A vendor whose every byte the test decides. */
export interface Vendor {
  readonly url: string
  readonly requests: VendorRequest[]
  /** Sockets that the runtime has opened so far. */
  sockets(): number
  /** What `openApp` needs to send a connector here. */
  connect(
    connector: string,
    settings?: Partial<ConnectionSettings>,
  ): {
    readonly connections: ConnectionSettings[]
    readonly egressAllow: string[]
  }
  answerWith(listener: RequestListener): void
  /** Calls back with every socket that the runtime opens from now on. */
  onSocket(listener: (socket: Socket) => void): void
  close(): Promise<void>
}

export async function startVendor(t: Test, listener: RequestListener): Promise<Vendor> {
  let current = listener
  let sockets = 0
  const requests: VendorRequest[] = []
  const server = createServer((request, response) => {
    const { method = '', url = '', headers, socket } = request
    requests.push({ method, url, headers, port: socket.remotePort })
    current(request, response)
  })
  server.on('connection', () => {
    sockets += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  t.teardown(close)
  return {
    url,
    requests,
    sockets: () => sockets,
    connect: (connector, settings = {}) => ({
      connections: [
        {
          id: 'main',
          connector,
          credentials: { key: 'vendor-secret-key' },
          origins: { api: url },
          ...settings,
        },
      ],
      egressAllow: [url],
    }),
    answerWith: (next) => {
      current = next
    },
    onSocket: (listener) => void server.on('connection', listener),
    close,
  }
}

/** Answers every request with this JSON. */
export const answerJson =
  (body: unknown, status = 200, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }

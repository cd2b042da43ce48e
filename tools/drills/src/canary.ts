import { createServer, type AddressInfo } from 'node:net'

/** Stands where nobody may get to, and counts whoever does. */
export interface Canary {
  readonly port: number
  readonly heard: { sockets: number; bytes: number }
  close(): Promise<void>
}

/** Listens on the address; undefined if this machine does not have it. */
export function startCanary(host: string, port = 0): Promise<Canary | undefined> {
  const heard = { sockets: 0, bytes: 0 }
  const server = createServer((socket) => {
    heard.sockets += 1
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      heard.bytes += chunk.length
      socket.destroy()
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(undefined)
      else reject(error)
    })
    server.listen({ host, port }, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        heard,
        close: () => new Promise((done) => server.close(() => done())),
      })
    })
  })
}

/** On every address of this machine, of either family if it has both. */
export async function startCanaryEverywhere(): Promise<Canary> {
  const canary = (await startCanary('::')) ?? (await startCanary('0.0.0.0'))
  if (canary === undefined) throw new Error('this machine lets nobody listen')
  return canary
}

import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Test } from 'tap'
import { Toxiproxy } from 'toxiproxy-node-client'
import { startFaultProxy } from '@patchbay/fault-proxy'

/** A server that sends back what it hears, the proxy before it, and Toxiproxy's own client. */
export async function setUp(t: Test) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const faults = await startFaultProxy()
  t.teardown(async () => {
    await faults.close()
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const client = new Toxiproxy(faults.url)
  const upstream = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const proxy = await client.createProxy({ name: 'echo', listen: '127.0.0.1:0', upstream, enabled: true })
  const open = async (): Promise<Socket> => {
    const socket = connect(Number(proxy.listen.split(':').at(-1)), '127.0.0.1')
    t.teardown(() => socket.destroy())
    await once(socket, 'connect')
    return socket
  }
  const toxic = (
    type: string,
    attributes: Record<string, number>,
    stream: 'upstream' | 'downstream' = 'downstream',
    toxicity = 1,
  ) => proxy.addToxic({ name: type, type, stream, toxicity, attributes } as never)
  return { faults, client, proxy, open, upstream, toxic }
}

/** Sends the text and waits until as many bytes have come back. `took` is in milliseconds. */
export async function echo(
  socket: Socket,
  text: string,
): Promise<{ text: string; chunks: number; took: number }> {
  const begun = performance.now()
  let received = ''
  let chunks = 0
  socket.write(text)
  while (received.length < text.length) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    received += chunk.toString()
    chunks += 1
  }
  return { text: received, chunks, took: performance.now() - begun }
}

/** How the connection ended: `end`, or the code of its error. */
export async function closed(socket: Socket): Promise<string> {
  let code = 'end'
  socket.on('error', (error: NodeJS.ErrnoException) => (code = error.code ?? ''))
  socket.resume()
  if (!socket.closed) await once(socket, 'close').catch(() => undefined)
  return code
}

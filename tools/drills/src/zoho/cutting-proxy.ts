import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** When a connection is cut: before the vendor has the request, or once it has acted, before its answer leaves. */
export type Cut = 'before' | 'after'

/** A way to an emulator on which connections break when they are told to. */
export interface CuttingProxy {
  readonly url: string
  /** The next request that fits is cut, once. */
  cutNext(method: string, path: RegExp, when: Cut): void
  close(): Promise<void>
}

export async function openCuttingProxy(target: string): Promise<CuttingProxy> {
  const cuts: Array<{ readonly method: string; readonly path: RegExp; readonly when: Cut }> = []

  const take = ({ method, url = '' }: IncomingMessage): Cut | undefined => {
    const [path = ''] = url.split('?', 1)
    const index = cuts.findIndex((cut) => cut.method === method && cut.path.test(path))
    return cuts.splice(index, index === -1 ? 0 : 1)[0]?.when
  }

  const pass = (incoming: IncomingMessage, response: ServerResponse): void => {
    const when = take(incoming)
    if (when === 'before') {
      // What has left is gone: the vendor never sees it, and the caller cannot know.
      incoming.resume().on('end', () => incoming.socket.resetAndDestroy())
      return
    }
    const { method, url, headers } = incoming
    const onward = ask(new URL(url ?? '/', target), { method, headers }, (answer) => {
      if (when === 'after') {
        answer.resume().on('end', () => incoming.socket.resetAndDestroy())
        return
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => incoming.socket.destroy())
    incoming.pipe(onward)
  }

  const server = createServer(pass)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutNext: (method, path, when) => void cuts.push({ method, path, when }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

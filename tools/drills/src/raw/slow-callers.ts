import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** Connections that send a little now and then, and never all. */
export interface SlowCallers {
  /** How many were still open when patience ended, and how long the others took to be cut, in milliseconds. */
  readonly ended: Promise<{
    readonly open: number
    readonly slowest: number
    readonly statuses: readonly string[]
  }>
}

const head = 'POST /livez HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
const starts = [head, `${head}Content-Length: 100000\r\n\r\n{"a":`] as const
const drips = ['X-More: 1\r\n', ' '] as const

/** Opens so many connections of each kind: slow headers, slow bodies. They drip once a second. */
export function openSlowCallers(port: number, ofEach: number, patience: number): SlowCallers {
  const begun = performance.now()
  let slowest = 0
  const statuses = new Set<string>()
  const sockets = new Set<Socket>()
  const closed = starts.flatMap((start, kind) =>
    Array.from({ length: ofEach }, async () => {
      const socket = connect(port, '127.0.0.1')
      sockets.add(socket)
      const timer = setInterval(() => socket.write(drips[kind] ?? ' '), 1_000)
      socket.on('data', (data) =>
        statuses.add(/^HTTP\/1\.1 (\d+)/.exec(data.toString('latin1'))?.[1] ?? 'none'),
      )
      socket.on('error', () => undefined)
      socket.write(start)
      await once(socket, 'close')
      clearInterval(timer)
      if (sockets.delete(socket)) slowest = Math.max(slowest, performance.now() - begun)
    }),
  )
  const ended = async (): Promise<{ open: number; slowest: number; statuses: string[] }> => {
    const timer = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, patience)
    let open = 0
    setTimeout(() => (open = sockets.size), patience - 1).unref()
    await Promise.all(closed)
    clearTimeout(timer)
    return { open, slowest, statuses: [...statuses] }
  }
  return { ended: ended() }
}

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What became of connections that send a little now and then, and never all. */
export interface SlowCallersEnd {
  /** How many were still open when patience ended. */
  readonly open: number
  /** Milliseconds until the longest lived of the others was cut. */
  readonly slowest: number
  readonly statuses: readonly string[]
}

const head = 'POST /livez HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
const starts = [head, `${head}Content-Length: 100000\r\n\r\n{"a":`] as const
const drips = ['X-More: 1\r\n', ' '] as const

/** Four times as fast as slowhttptest opens them by default. */
const openedPerTick = 2
const tick = 10

/**
 * Opens so many connections of each kind: slow headers, slow bodies. They drip once a second; `patience` is how many
 * milliseconds each one has to be cut.
 */
export async function openSlowCallers(
  port: number,
  ofEach: number,
  patience: number,
): Promise<SlowCallersEnd> {
  let slowest = 0
  let open = 0
  const statuses = new Set<string>()
  const linger = async (kind: number): Promise<void> => {
    const begun = performance.now()
    const socket: Socket = connect(port, '127.0.0.1')
    const drip = setInterval(() => socket.write(drips[kind] ?? ' '), 1_000)
    const end = setTimeout(() => {
      open += 1
      socket.destroy()
    }, patience)
    socket.on('data', (data) =>
      statuses.add(/^HTTP\/1\.1 (\d+)/.exec(data.toString('latin1'))?.[1] ?? 'none'),
    )
    socket.on('error', () => undefined)
    socket.write(starts[kind] ?? head)
    await once(socket, 'close')
    clearInterval(drip)
    clearTimeout(end)
    slowest = Math.max(slowest, performance.now() - begun)
  }
  const closed: Array<Promise<void>> = []
  for (let opened = 0; opened < ofEach * starts.length; opened += 1) {
    closed.push(linger(opened % starts.length))
    if (opened % openedPerTick === 0) await sleep(tick)
  }
  await Promise.all(closed)
  return { open, slowest, statuses: [...statuses] }
}

import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Below what the system gives to outgoing connections, so that a server that restarts finds its port free.
const lowest = 10_000
const highest = 30_000

/** A port that nobody listens on. Another process may still take it first. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { FastifyInstance, InjectOptions } from 'fastify'

/** An HTTP answer, however it was fetched. Header names are in lower case. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export async function fetchAnswer(url: string | URL, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init })
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  }
}

export async function injectAnswer(app: FastifyInstance, options: InjectOptions): Promise<Answer> {
  const { statusCode, headers, body } = await app.inject(options)
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    text: body,
  }
}

const patience = 5_000

/** A socket that keeps all that it is sent. */
export interface RawConnection {
  readonly socket: Socket
  /** Waits until the other side has closed, then gives everything that it sent. */
  readonly everything: () => Promise<string>
}

export async function openRaw(port: number): Promise<RawConnection> {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('error', () => undefined)
  // A server that keeps the connection open must not hold up the test.
  socket.setTimeout(patience, () => socket.destroy())
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  return {
    socket,
    async everything() {
      await closed
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}

/** Sends bytes as they are and reads the one answer, until the server closes the connection. */
export async function rawAnswer(port: number, bytes: string | Buffer): Promise<Answer> {
  const { socket, everything } = await openRaw(port)
  socket.write(bytes)
  return parseRaw(await everything())
}

export function parseRaw(raw: string): Answer {
  const end = raw.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = raw.slice(0, Math.max(end, 0)).split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  return { status: Number(statusLine.split(' ')[1]), headers, text: raw.slice(end + 4) }
}

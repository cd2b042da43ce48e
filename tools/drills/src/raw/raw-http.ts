import { once } from 'node:events'
import { connect } from 'node:net'

/** What came back over a socket until it was closed. */
export interface RawAnswers {
  /** In the order of their arrival. */
  readonly statuses: readonly number[]
  /** The first answer. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly raw: string
  /** Whether the other side closed the connection. */
  readonly wasClosed: boolean
}

/** Sends bytes as they are and reads until the other side closes, or falls silent for so many milliseconds. */
export async function sendRaw(port: number, bytes: string | Buffer, silence = 400): Promise<RawAnswers> {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  let wasClosed = true
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => undefined)
  socket.on('end', () => socket.end())
  socket.setTimeout(silence, () => {
    wasClosed = false
    socket.destroy()
  })
  socket.write(bytes)
  await once(socket, 'close')
  const raw = Buffer.concat(chunks).toString('latin1')
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, Math.max(end, 0)).split('\r\n').slice(1)
  const headers = Object.fromEntries(
    head.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  )
  const body = Buffer.from(raw.slice(end + 4), 'latin1').subarray(
    0,
    Number(headers['content-length'] ?? Infinity),
  )
  return {
    statuses: [...raw.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)),
    headers,
    body: body.toString('utf8'),
    raw,
    wasClosed,
  }
}

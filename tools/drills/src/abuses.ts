import type { Socket } from 'node:net'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Answers one request over the bare socket. */
export type Answer = (socket: Socket) => void

const unfolded = 100_000_000
const jsonHead = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const chunked = `${jsonHead}transfer-encoding: chunked\r\n\r\n`

/** Writes for as long as somebody reads. */
function flood(socket: Socket, head: string, part: string | Buffer): void {
  socket.write(head)
  const more = (): void => {
    while (!socket.destroyed) if (!socket.write(part)) return
  }
  socket.on('drain', more)
  more()
}

const whole = (socket: Socket, body: string | Buffer, headers = ''): void => {
  socket.write(`${jsonHead}content-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n`)
  socket.write(body)
}

const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`

/** Writes part after part, at a distance of so many milliseconds. */
function pace(socket: Socket, head: string, part: string, distance: number): void {
  socket.write(head)
  const timer = setInterval(() => socket.write(part), distance)
  socket.once('close', () => clearInterval(timer))
}

const million = 1_000_000
const arrays = '['.repeat(million) + ']'.repeat(million)
const objects = '{"a":'.repeat(million) + '1' + '}'.repeat(million)
const kilobyte = 'x'.repeat(1_000)

let gzip: Buffer | undefined
let brotli: Buffer | undefined
const gzipBomb = (): Buffer => (gzip ??= gzipSync(Buffer.alloc(unfolded, ' ')))
const brotliBomb = (): Buffer =>
  (brotli ??= brotliCompressSync(Buffer.alloc(unfolded, ' '), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
  }))

/** By name, each with how a call may end: 502 for what is bad, 504 for what takes too long. */
export const abuses: Readonly<Record<string, { readonly status: 502 | 504; readonly answer: Answer }>> = {
  gzip: { status: 502, answer: (socket) => whole(socket, gzipBomb(), 'content-encoding: gzip\r\n') },
  brotli: { status: 502, answer: (socket) => whole(socket, brotliBomb(), 'content-encoding: br\r\n') },
  nested: {
    status: 502,
    answer: (socket) =>
      whole(socket, gzipBomb(), `content-encoding: ${Array<string>(6).fill('gzip').join(', ')}\r\n`),
  },
  'transfer-coding': {
    status: 502,
    answer: (socket) => {
      const body = gzipBomb()
      socket.write(`${jsonHead}transfer-encoding: gzip, chunked\r\n\r\n${body.length.toString(16)}\r\n`)
      socket.write(body)
      socket.write('\r\n0\r\n\r\n')
    },
  },
  'endless-body': { status: 502, answer: (socket) => flood(socket, chunked, chunk(kilobyte.repeat(16))) },
  'terabyte-announced': {
    status: 502,
    answer: (socket) =>
      flood(socket, `${jsonHead}content-length: 1000000000000\r\n\r\n`, kilobyte.repeat(16)),
  },
  drip: { status: 504, answer: (socket) => pace(socket, chunked, chunk(' '), 1_000) },
  silence: { status: 504, answer: (socket) => socket.write(chunked) },
  'deep-arrays': { status: 502, answer: (socket) => whole(socket, arrays) },
  'deep-objects': { status: 502, answer: (socket) => whole(socket, objects) },
  'never-closed': { status: 502, answer: (socket) => whole(socket, '['.repeat(9 * million)) },
  'endless-header': { status: 502, answer: (socket) => flood(socket, `${jsonHead}x-long: `, kilobyte) },
  'endless-headers': { status: 502, answer: (socket) => flood(socket, jsonHead, 'x: y\r\n'.repeat(200)) },
  'endless-trailers': {
    status: 502,
    answer: (socket) => flood(socket, `${chunked}0\r\n`, 'x: y\r\n'.repeat(200)),
  },
  'endless-hints': {
    status: 502,
    answer: (socket) => flood(socket, '', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(40)),
  },
  'endless-extension': {
    status: 504,
    answer: (socket) => pace(socket, `${chunked}1;x=`, kilobyte.repeat(64), 20),
  },
  'wrong-type': {
    status: 502,
    answer: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 11\r\n\r\n{"ok":true}')
    },
  },
  'not-http': { status: 502, answer: (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n') },
  'cut-off': {
    status: 502,
    answer: (socket) => socket.end(`${jsonHead}content-length: 100\r\n\r\n{"ok":`),
  },
  'closed-at-once': { status: 502, answer: (socket) => socket.destroy() },
  'two-lengths': {
    status: 502,
    answer: (socket) => socket.end(`${jsonHead}content-length: 11\r\ncontent-length: 12\r\n\r\n{"ok":true} `),
  },
  'redirect-loop': {
    status: 502,
    answer: (socket) => {
      socket.write('HTTP/1.1 302 Found\r\nlocation: /redirect-loop\r\ncontent-length: 0\r\n\r\n')
    },
  },
}

export const answerWell: Answer = (socket) => whole(socket, '{"ok":true}')

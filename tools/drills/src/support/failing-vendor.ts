import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerWell, answerWith, hang, type VendorBehavior } from './fake-vendor.ts'

/** What the vendor has seen of one name. */
export interface Seen {
  readonly arrivals: number[]
  /** When it was answered, in milliseconds of `performance.now()`. */
  readonly answers: number[]
}

const statuses = [400, 401, 403, 404, 408, 409, 410, 412, 422, 429, 500, 501, 502, 503, 504]

const drip: VendorBehavior = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 200)
  request.socket.once('close', () => clearInterval(timer))
}

/** The ways in which a vendor fails, by name. */
export const failures: Readonly<Record<string, VendorBehavior>> = {
  ...Object.fromEntries(statuses.map((status) => [`status ${status}`, answerWith(status)])),
  reset: (request) => void request.socket.resetAndDestroy(),
  'closed without an answer': (request) => void request.socket.end(),
  'broken off': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
    response.write('{"ok":', () => response.destroy())
  },
  'not HTTP': (request) => void request.socket.end('nonsense\r\n\r\n'),
  'not JSON': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')
  },
  silence: hang,
  drip,
}

const later = (status: number, seconds: string): VendorBehavior =>
  answerWith(status, { 'retry-after': seconds })

/** Fails as the name says that is asked for: `<failure>|<anything>`, or `<status>-after-<seconds>|<anything>` for the first time. */
export function failingByName(): { behavior: VendorBehavior; seen: Map<string, Seen> } {
  const seen = new Map<string, Seen>()
  const behavior = (request: IncomingMessage, response: ServerResponse): void => {
    const name = decodeURIComponent((request.url ?? '').slice(1))
    const known = seen.get(name) ?? { arrivals: [], answers: [] }
    seen.set(name, known)
    known.arrivals.push(performance.now())
    response.once('finish', () => known.answers.push(performance.now()))
    const [kind = ''] = name.split('|')
    const [, status, seconds = ''] = /^(\d+)-after-(\d+)$/.exec(kind) ?? []
    const failure = status === undefined ? failures[kind] : later(Number(status), seconds)
    const isOver = status !== undefined && known.arrivals.length > 1
    ;(isOver ? answerWell : (failure ?? answerWell))(request, response)
  }
  return { behavior, seen }
}

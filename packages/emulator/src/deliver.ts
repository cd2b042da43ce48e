import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EmulatorAnswer } from '@patchbay/contract/emulator'

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer
}

export function toWire({ status, headers = {}, body }: EmulatorAnswer): WireAnswer {
  if (body instanceof Uint8Array) {
    return {
      status,
      headers: { 'content-type': 'application/octet-stream', ...headers },
      body: Buffer.from(body),
    }
  }
  const isText = typeof body === 'string'
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(isText ? body : JSON.stringify(body))
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  return { status, headers: { 'content-type': type, ...headers }, body: bytes }
}

export function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': String(body.length) })
  response.end(body)
}

/** One byte at a time. Stops when the caller goes away. */
export async function drip(response: ServerResponse, answer: WireAnswer, delay: number): Promise<void> {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) })
  response.flushHeaders()
  for (const byte of answer.body) {
    if (response.destroyed) return
    response.write(Buffer.of(byte))
    await sleep(delay, undefined, { ref: false })
  }
  response.end()
}

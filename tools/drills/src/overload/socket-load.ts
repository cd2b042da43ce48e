import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What came of a load, by the status of the answers; latencies in milliseconds. */
export interface LoadOutcome {
  /** From the first byte of a request on the wire to the end of its answer. */
  readonly onWire: ReadonlyMap<number, readonly number[]>
  readonly offered: number
  /** Requests for which no socket was free while the client still cared. */
  readonly notSent: number
  /** Requests whose socket was closed under them. */
  readonly broken: number
  /** Refusals that lacked a Retry-After. */
  readonly unhelpful: number
  readonly seconds: number
}

export interface SocketLoadOptions {
  readonly url: string
  /** One whole request, as it goes over the wire. */
  readonly request: string
  /** Requests per second. Infinity sends the next when a socket is free. */
  readonly rate: number
  /** Milliseconds. */
  readonly duration: number
  readonly sockets: number
  /** Milliseconds that a request waits for a free socket before its client gives up. */
  readonly patience: number
}

const tick = 1
const headEnd = Buffer.from('\r\n\r\n')

/**
 * A load that costs the machine as little as it can: requests are made beforehand and of answers only the status, the
 * length and Retry-After are read. A client that costs as much as the server would measure itself.
 */
export async function runSocketLoad(options: SocketLoadOptions): Promise<LoadOutcome> {
  const { url, rate, duration, sockets, patience } = options
  const { hostname, port } = new URL(url)
  const bytes = Buffer.from(options.request)
  const onWire = new Map<number, number[]>()
  const free: Line[] = []
  let broken = 0
  let unhelpful = 0
  let isOver = false

  const note = (status: number, latency: number, isHelpful: boolean): void => {
    const latencies = onWire.get(status)
    if (latencies === undefined) onWire.set(status, [latency])
    else latencies.push(latency)
    if (status === 503 && !isHelpful) unhelpful += 1
  }

  class Line {
    readonly socket: Socket
    #sentAt = 0
    #isBusy = false
    #received: Buffer = Buffer.alloc(0)

    constructor() {
      this.socket = connect(Number(port), hostname)
      this.socket.setNoDelay(true)
      this.socket.on('data', (chunk: Buffer) => this.#receive(chunk))
      this.socket.on('error', () => undefined)
      this.socket.on('close', () => {
        if (this.#isBusy) broken += 1
        const index = free.indexOf(this)
        if (index >= 0) free.splice(index, 1)
        if (!isOver) free.push(new Line())
      })
    }

    send(): void {
      this.#sentAt = performance.now()
      this.#isBusy = true
      this.socket.write(bytes)
    }

    #receive(chunk: Buffer): void {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
      const end = this.#received.indexOf(headEnd)
      if (end < 0) return
      const head = this.#received.toString('latin1', 0, end)
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (this.#received.length < end + headEnd.length + length) return
      this.#received = Buffer.alloc(0)
      this.#isBusy = false
      note(Number(head.slice(9, 12)), performance.now() - this.#sentAt, /\r\nretry-after: \d/i.test(head))
      if (!isOver) free.push(this)
    }
  }

  const lines = Array.from({ length: sockets }, () => new Line())
  await sleep(200)
  free.push(...lines)
  const begun = performance.now()
  const waiting: number[] = []
  let first = 0
  let due = 0
  let notSent = 0
  for (let now = begun; now - begun < duration; now = performance.now()) {
    const all = rate === Infinity ? due + free.length : Math.floor(((now - begun) * rate) / 1_000)
    for (; due < all; due += 1) waiting.push(now)
    while (first < waiting.length && now - (waiting[first] as number) > patience) {
      first += 1
      notSent += 1
    }
    while (first < waiting.length && free.length > 0) {
      first += 1
      ;(free.shift() as Line).send()
    }
    if (first > 100_000) {
      waiting.splice(0, first)
      first = 0
    }
    await (rate === Infinity ? new Promise((resolve) => setImmediate(resolve)) : sleep(tick))
  }
  const seconds = (performance.now() - begun) / 1_000
  isOver = true
  await sleep(300)
  for (const { socket } of lines) socket.destroy()
  return { onWire, offered: due, notSent, broken, unhelpful, seconds }
}

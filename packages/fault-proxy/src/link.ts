import type { Socket } from 'node:net'
import { slices } from './slices.ts'
import type { Stream, Toxic, ToxicType } from './toxic.ts'
import type { Toxics } from './toxics.ts'

/** Beyond this many bytes on their way the sender is told to wait. */
const mostHeld = 1_048_576

/** How many kilobytes make a byte count of Toxiproxy's. */
const kilobyte = 1_024

interface Held {
  readonly chunk: Buffer
  readonly arrived: number
}

/** One direction of one connection: what comes out of `source` goes into `destination`, through the toxics. */
export class Link {
  readonly #source: Socket
  readonly #destination: Socket
  readonly #stream: Stream
  readonly #toxics: Toxics
  readonly #random: () => number
  /** By name of toxic: whether it is for this connection, decided once. */
  readonly #chosen = new Map<string, boolean>()
  readonly #queue: Held[] = []
  #heldBytes = 0
  #passedBytes = 0
  #hasEnded = false
  #isDestroyed = false
  #wake: () => void = () => undefined
  #resetTimer: NodeJS.Timeout | undefined

  constructor(source: Socket, destination: Socket, stream: Stream, toxics: Toxics, random: () => number) {
    this.#source = source
    this.#destination = destination
    this.#stream = stream
    this.#toxics = toxics
    this.#random = random
    source.on('data', (chunk: Buffer) => {
      this.#queue.push({ chunk, arrived: performance.now() })
      this.#heldBytes += chunk.length
      if (this.#heldBytes > mostHeld) source.pause()
      this.#wake()
    })
    source.once('end', () => {
      this.#hasEnded = true
      this.#wake()
    })
    const stopListening = toxics.onChange(() => {
      this.#armReset()
      this.#wake()
    })
    source.once('close', () => {
      this.#isDestroyed = true
      stopListening()
      clearTimeout(this.#resetTimer)
      this.#wake()
    })
    this.#armReset()
    void this.#pump()
  }

  async #pump(): Promise<void> {
    while (!this.#isDestroyed) {
      const held = this.#queue.shift()
      if (held === undefined) {
        if (this.#hasEnded) {
          await this.#pause(this.#toxic('slow_close')?.attributes['delay'] ?? 0)
          await this.#untilOpen()
          this.#destination.end()
          return
        }
        await this.#change()
        continue
      }
      this.#heldBytes -= held.chunk.length
      if (this.#source.isPaused() && this.#heldBytes <= mostHeld) this.#source.resume()
      await this.#delay(held.arrived)
      await this.#untilOpen()
      await this.#pass(held.chunk)
    }
  }

  /** Counted from the arrival, so that chunks that arrive together are held back together. */
  async #delay(arrived: number): Promise<void> {
    const latency = this.#toxic('latency')?.attributes
    if (latency === undefined) return
    const jitter = (this.#random() * 2 - 1) * (latency['jitter'] ?? 0)
    await this.#pause(arrived + (latency['latency'] ?? 0) + jitter - performance.now())
  }

  /** Waits while a `timeout` lets nothing through, and closes the connection when it is over. */
  async #untilOpen(): Promise<void> {
    const begun = performance.now()
    for (;;) {
      const timeout = this.#toxic('timeout')
      if (timeout === undefined || this.#isDestroyed) return
      const limit = timeout.attributes['timeout'] ?? 0
      const left = begun + limit - performance.now()
      if (limit > 0 && left <= 0) {
        this.#close()
        return
      }
      await this.#change(limit > 0 ? left : undefined)
    }
  }

  async #pass(chunk: Buffer): Promise<void> {
    const slicer = this.#toxic('slicer')?.attributes
    const pieces =
      slicer === undefined
        ? [chunk]
        : slices(chunk, slicer['average_size'] ?? 1, slicer['size_variation'] ?? 0, this.#random)
    for (const piece of pieces) {
      const rate = this.#toxic('bandwidth')?.attributes['rate']
      if (rate !== undefined) await this.#trickle(piece, rate)
      else this.#write(piece)
      if (slicer !== undefined) await this.#pause((slicer['delay'] ?? 0) / 1_000)
      if (this.#isDestroyed) return
    }
  }

  /** In pieces of a tenth of a second, so that a slow line is slow and not only late. */
  async #trickle(chunk: Buffer, rate: number): Promise<void> {
    const step = Math.max(1, Math.floor((rate * kilobyte) / 10))
    for (let start = 0; start < chunk.length && !this.#isDestroyed; start += step) {
      const piece = chunk.subarray(start, start + step)
      await this.#pause((piece.length * 1_000) / (rate * kilobyte))
      this.#write(piece)
    }
  }

  #write(chunk: Buffer): void {
    if (this.#isDestroyed || this.#destination.destroyed) return
    const limit = this.#toxic('limit_data')?.attributes['bytes']
    const allowed = limit === undefined ? chunk.length : limit - this.#passedBytes
    if (allowed > 0) this.#destination.write(chunk.subarray(0, allowed))
    this.#passedBytes += chunk.length
    if (limit !== undefined && this.#passedBytes >= limit) this.#close()
  }

  /** Both ends, once what was written is out. */
  #close(): void {
    this.#isDestroyed = true
    this.#destination.end()
    this.#source.destroy()
  }

  #armReset(): void {
    const reset = this.#toxic('reset_peer')
    clearTimeout(this.#resetTimer)
    if (reset === undefined) return
    this.#resetTimer = setTimeout(() => {
      this.#source.resetAndDestroy()
      this.#destination.resetAndDestroy()
    }, reset.attributes['timeout'] ?? 0)
  }

  #toxic(type: ToxicType): Toxic | undefined {
    return this.#toxics.of(this.#stream).find((toxic) => toxic.type === type && this.#isChosen(toxic))
  }

  #isChosen({ name, toxicity }: Toxic): boolean {
    let isChosen = this.#chosen.get(name)
    if (isChosen === undefined) {
      isChosen = this.#random() < toxicity
      this.#chosen.set(name, isChosen)
    }
    return isChosen
  }

  /** Until something arrives, ends or changes, or until the time is over. */
  #change(milliseconds?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(() => this.#wake(), milliseconds)
      this.#wake = () => {
        clearTimeout(timer)
        this.#wake = () => undefined
        resolve()
      }
    })
  }

  async #pause(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds))
  }
}

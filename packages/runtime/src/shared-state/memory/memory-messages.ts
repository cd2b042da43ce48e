import { EventEmitter } from 'node:events'
import type { SharedMessages } from '../shared-messages.ts'

export class MemoryMessages implements SharedMessages {
  readonly #emitter = new EventEmitter().setMaxListeners(0)

  publish(channel: string, message: string): void {
    this.#emitter.emit(eventOf(channel), message)
  }

  subscribe(channel: string, listener: (message: string) => void): () => void {
    // Each subscription ends on its own, also where two have the same listener.
    const own = (message: string): void => listener(message)
    this.#emitter.on(eventOf(channel), own)
    return () => void this.#emitter.off(eventOf(channel), own)
  }

  end(): void {
    this.#emitter.removeAllListeners()
  }
}

// An emitter throws on an event named "error" that nobody hears.
const eventOf = (channel: string): string => `channel:${channel}`

import type { SharedMessages } from '../shared-messages.ts'
import type { VerbMeter } from '../shared-state-metrics.ts'
import type { RedisClient } from './connect-redis.ts'
import type { Store } from './store.ts'

type Listener = (message: string) => void

// A line that has died in silence is noticed by what is sent over it.
const pingEvery = 5_000

/** Publishes with the client of everything else, and hears on a connection of its own that subscribes anew by itself. */
export class RedisMessages implements SharedMessages {
  readonly #client: RedisClient
  readonly #subscriber: RedisClient
  readonly #store: Store
  readonly #verb: VerbMeter
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #pings: NodeJS.Timeout

  constructor(client: RedisClient, subscriber: RedisClient, store: Store) {
    this.#client = client
    this.#subscriber = subscriber
    this.#store = store
    this.#verb = store.verbs('messages', ['publish']).publish
    // The link tells about Redis; without a listener ioredis would write to the console.
    subscriber.on('error', () => undefined)
    subscriber.on('ready', () => this.#hear([...this.#listeners.keys()]))
    subscriber.on('message', (channel: string, message: string) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener(message)
    })
    this.#pings = setInterval(() => {
      if (subscriber.status === 'ready') subscriber.ping().catch(() => undefined)
    }, pingEvery)
    this.#pings.unref()
  }

  async publish(channel: string, message: string): Promise<void> {
    const name = this.#store.channelOf(channel)
    await this.#store.link.ask(this.#verb, () => this.#client.publish(name, message))
  }

  subscribe(channel: string, listener: Listener): () => void {
    const name = this.#store.channelOf(channel)
    const own: Listener = (message) => listener(message)
    const listeners = this.#listeners.get(name)
    if (listeners === undefined) {
      this.#listeners.set(name, new Set([own]))
      this.#hear([name])
    } else {
      listeners.add(own)
    }
    return () => {
      const left = this.#listeners.get(name)
      left?.delete(own)
      if (left?.size !== 0) return
      this.#listeners.delete(name)
      if (this.#subscriber.status === 'ready') this.#subscriber.unsubscribe(name).catch(() => undefined)
    }
  }

  end(): void {
    clearInterval(this.#pings)
    this.#listeners.clear()
    this.#subscriber.disconnect()
  }

  /** What fails here is done again when the connection is ready. */
  #hear(names: readonly string[]): void {
    if (names.length === 0 || this.#subscriber.status !== 'ready') return
    this.#subscriber.subscribe(...names).catch(() => undefined)
  }
}

import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { CacheStamp } from '../../shared-state/shared-cache.ts'
import type { SharedKey } from '../../shared-state/shared-key.ts'
import { SharedStateUnavailable, type SharedState } from '../../shared-state/shared-state.ts'
import type { Answer } from './answer.ts'
import type { CacheSpot } from './cache-spot.ts'
import { decodeAnswer, encodeAnswer } from './stored-record.ts'

const channel = 'cache'

/** What the shared state knows. */
export interface Found {
  readonly answer: Answer | undefined
  /** Of the tags, taken before the vendor is asked; undefined if nothing may be stored. */
  readonly stamp: CacheStamp | undefined
  /** Whether it could be asked at all. */
  readonly wasAsked: boolean
}

export interface SecondLevelParts {
  readonly state: SharedState
  readonly log: Logger
  /** Called with the tags that another instance has made obsolete. */
  readonly onInvalidated: (tags: readonly SharedKey[]) => void
  /** Called when the state is back: messages may have been missed meanwhile. */
  readonly onReturn: () => void
}

interface Message {
  readonly from: string
  readonly tags: readonly SharedKey[]
}

/** The answers that all instances share. While it is away it has none, takes none, and troubles nobody. */
export class SecondLevel {
  readonly #state: SharedState
  readonly #log: Logger
  readonly #id = randomUUID()
  readonly #ends: ReadonlyArray<() => void>
  /** Tags that became obsolete while the state was away, and that it still has to be told of. */
  readonly #untold = new Set<SharedKey>()

  constructor({ state, log, onInvalidated, onReturn }: SecondLevelParts) {
    this.#state = state
    this.#log = log
    this.#ends = [
      state.messages.subscribe(channel, (text) => {
        const { from, tags } = JSON.parse(text) as Message
        if (from !== this.#id) onInvalidated(tags)
      }),
      state.availability.onChange((isUp) => {
        if (!isUp) return
        onReturn()
        if (this.#untold.size > 0) void this.#tell([...this.#untold])
      }),
    ]
  }

  /** The answer, and a stamp for the one that may have to be fetched instead, in one go. */
  async find(spot: CacheSpot, key: string, stamp: number): Promise<Found> {
    if (!this.#isCurrent(spot)) return { answer: undefined, stamp: undefined, wasAsked: false }
    try {
      const { cache } = this.#state
      const [shared, bytes] = await Promise.all([cache.stamp(spot.tagKeys), cache.get(spot.sharedKey(key))])
      const answer = bytes === undefined ? undefined : decodeAnswer(bytes, spot.place, stamp)
      return { answer, stamp: shared, wasAsked: true }
    } catch (error) {
      this.#note(error)
      return { answer: undefined, stamp: undefined, wasAsked: false }
    }
  }

  async stamp(spot: CacheSpot): Promise<CacheStamp | undefined> {
    if (!this.#isCurrent(spot)) return undefined
    try {
      return await this.#state.cache.stamp(spot.tagKeys)
    } catch (error) {
      this.#note(error)
      return undefined
    }
  }

  /** Whether it was refused, because another instance has made it obsolete in the meantime. */
  async store(spot: CacheSpot, key: string, answer: Answer, stamp: CacheStamp): Promise<boolean> {
    try {
      const entry = { ttl: answer.usefulFor, tags: spot.tagKeys, stamp }
      return !(await this.#state.cache.set(spot.sharedKey(key), encodeAnswer(answer), entry))
    } catch (error) {
      this.#note(error)
      return false
    }
  }

  /** Resolves once no instance can read from here what is obsolete, or once that had to be put off. */
  async invalidate(tags: readonly SharedKey[]): Promise<void> {
    for (const tag of tags) this.#untold.add(tag)
    await this.#tell(tags)
  }

  close(): void {
    for (const end of this.#ends) end()
  }

  async #tell(tags: readonly SharedKey[]): Promise<void> {
    const { cache, messages } = this.#state
    try {
      await cache.invalidate(tags)
      for (const tag of tags) this.#untold.delete(tag)
      await messages.publish(channel, JSON.stringify({ from: this.#id, tags } satisfies Message))
    } catch (error) {
      this.#note(error)
    }
  }

  /** Whether the state is there and knows of everything that this instance has made obsolete. */
  #isCurrent({ tagKeys }: CacheSpot): boolean {
    const { isUp } = this.#state.availability
    return isUp && (this.#untold.size === 0 || tagKeys.every((tag) => !this.#untold.has(tag)))
  }

  #note(error: unknown): void {
    if (!(error instanceof SharedStateUnavailable))
      this.#log.warn({ err: error }, 'cache in the shared state')
  }
}

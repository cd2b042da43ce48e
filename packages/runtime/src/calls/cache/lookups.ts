import type { CacheSpot } from './cache-spot.ts'
import type { FirstLevel } from './first-level.ts'
import type { Found, SecondLevel } from './second-level.ts'
import type { TagBook } from './tag-book.ts'

export interface LookupsParts {
  readonly first: FirstLevel
  readonly second: SecondLevel
  readonly book: TagBook
}

/** Brings the first level to what the shared state has, with one question for all who want to know the same. */
export class Lookups {
  readonly #parts: LookupsParts
  readonly #pending = new Map<string, Promise<Found>>()

  constructor(parts: LookupsParts) {
    this.#parts = parts
  }

  find(spot: CacheSpot, key: string): Promise<Found> {
    let lookup = this.#pending.get(key)
    if (lookup === undefined) {
      lookup = this.#ask(spot, key)
      this.#pending.set(key, lookup)
    }
    return lookup
  }

  async #ask(spot: CacheSpot, key: string): Promise<Found> {
    const { first, second, book } = this.#parts
    const before = first.peek(key)
    const found = await second.find(spot, key, book.stamp(spot.tags))
    this.#pending.delete(key)
    // What has come meanwhile is newer.
    if (!found.wasAsked || first.peek(key) !== before) return found
    if (found.answer === undefined) first.delete(key)
    else first.set(key, found.answer)
    return found
  }
}

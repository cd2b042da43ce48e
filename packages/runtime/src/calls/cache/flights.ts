import type { Connection } from '../../connections/connection.ts'
import type { CacheStamp } from '../../shared-state/shared-cache.ts'
import type { Call } from '../call.ts'
import type { Deadline } from '../deadline.ts'
import type { Perform, Performed } from '../perform.ts'
import { Answer } from './answer.ts'
import type { CacheSpot } from './cache-spot.ts'
import type { FirstLevel } from './first-level.ts'
import { Flight } from './flight.ts'
import type { SecondLevel } from './second-level.ts'
import type { TagBook } from './tag-book.ts'

/** Milliseconds that an answer is held without asking the shared state whether it is still there. */
export const trust = 5_000

/** Milliseconds that an answer of an unexpected shape is kept: enough to spare the vendor, and no longer. */
const driftedFor = 30_000

/** What was fetched: the answer, and what only the call that it was fetched for is told. */
export interface Landing {
  readonly answer: Answer
  readonly isStored: boolean
  readonly performed: Performed
}

export interface FlightsParts {
  readonly first: FirstLevel
  /** Undefined where nobody shares the state. */
  readonly second: SecondLevel | undefined
  readonly book: TagBook
  readonly now: () => number
  readonly perform: Perform
}

export interface Departure {
  readonly spot: CacheSpot
  readonly key: string
  readonly call: Call
  readonly connection: Connection
  /** Taken before; where there is none it is taken first of all. */
  readonly stamp: CacheStamp | undefined
  /** Whether what another call has begun to fetch will do. */
  readonly mayJoin: boolean
}

/** Asks vendors, once for all identical calls that wait at the same time, and keeps what they answer. */
export class Flights {
  readonly #parts: FlightsParts
  readonly #flights = new Map<string, Flight<Landing>>()

  constructor(parts: FlightsParts) {
    this.#parts = parts
  }

  /** The flight to wait for, and whether it has begun with this departure. */
  take(departure: Departure): { readonly flight: Flight<Landing>; readonly isNew: boolean } {
    const { spot, key, call, mayJoin } = departure
    const stamp = this.#parts.book.stamp(spot.tags)
    const found = this.#flights.get(key)
    if (mayJoin && found?.isJoinable(stamp) === true) return { flight: found, isNew: false }
    const flight: Flight<Landing> = new Flight<Landing>(call.operation.timeout, stamp, (deadline) =>
      // A later one may have landed before: what it has brought is newer.
      this.#fetch(departure, deadline, stamp, () => this.#flights.get(key) === flight),
    )
    this.#flights.set(key, flight)
    const land = (): void => {
      flight.deadline.end()
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    }
    flight.landing.then(land, land)
    return { flight, isNew: true }
  }

  async #fetch(
    departure: Departure,
    deadline: Deadline,
    stamp: number,
    isLatest: () => boolean,
  ): Promise<Landing> {
    const { spot, key, call, connection } = departure
    const { second, perform, now } = this.#parts
    const shared = second === undefined ? undefined : (departure.stamp ?? (await second.stamp(spot)))
    const performed = await perform(call, connection, deadline)
    const { data, meta, hasDrifted } = performed
    const { rule, place } = spot
    // What is partial may be whole the next time.
    const freshFor = meta.partial === true ? 0 : hasDrifted ? Math.min(rule.ttl, driftedFor) : rule.ttl
    const isBrief = meta.partial === true || hasDrifted
    const { next, partial, warnings } = meta
    const parts = {
      data,
      next,
      partial,
      warnings,
      at: now(),
      freshFor,
      staleFor: isBrief ? 0 : rule.staleWhileRevalidate,
      standsInFor: isBrief ? 0 : rule.staleIfError,
    }
    const answer = new Answer(place, parts, stamp)
    const isStored = isLatest() && this.#store(spot, key, answer, shared)
    return { answer, isStored, performed }
  }

  #store(spot: CacheSpot, key: string, answer: Answer, shared: CacheStamp | undefined): boolean {
    const { first, second, book } = this.#parts
    const isKept = answer.freshFor > 0 && answer.size <= first.entryBytes
    // Something was written since the vendor was asked: who knows whether the answer is from before or after.
    if (!isKept || book.stamp(spot.tags) !== answer.stamp) return false
    first.set(key, answer)
    if (second === undefined) return true
    answer.trustedUntil = answer.at + Math.min(trust, answer.freshFor)
    if (shared === undefined) return true
    void second.store(spot, key, answer, shared).then((wasRefused) => wasRefused && first.delete(key))
    return true
  }
}

import type { FastifyRateLimitStore } from '@fastify/rate-limit'
import { LRUCache } from 'lru-cache'
import type { Admission, Limiter } from '../limits/limiter.ts'
import { sharedKey } from '../shared-state/shared-key.ts'
import type { Take } from '../shared-state/shared-limits.ts'
import { roomFor } from '../shared-state/room-for.ts'

type Answer = (error: Error | null, result?: { current: number; ttl: number }) => void

/** Callers whose takes are kept ready. */
const mostCallers = 10_000

/** The store of the plugin, with the window and the amount of whoever asks. */
export interface InboundStore extends FastifyRateLimitStore {
  incr(caller: string, answer: Answer, window: number, amount: number): void
}

/**
 * What @fastify/rate-limit counts with. Its own stores count in fixed windows, which admit twice the amount around
 * their edges, and know nothing between waiting for a Redis that is gone and having no limit at all.
 */
export function rateLimitStore(limiter: Limiter): new (options: object) => InboundStore {
  return class Store implements InboundStore {
    readonly #policy: string
    readonly #takes = new LRUCache<string, readonly Take[]>(roomFor(mostCallers))

    constructor(options: object) {
      this.#policy = 'groupId' in options ? String(options.groupId) : 'all'
    }

    /** Answers at once where the limiter does. It never fails. */
    incr(caller: string, answer: Answer, window: number, amount: number): void {
      let takes = this.#takes.get(caller)
      if (takes === undefined) {
        const key = sharedKey(`caller ${caller}`, 'inbound', this.#policy)
        takes = [{ key, rule: { kind: 'window', amount, window }, cost: 1 }]
        this.#takes.set(caller, takes)
      }
      const admission = limiter.tryAcquire(takes)
      if (admission instanceof Promise) {
        admission.then(
          (late) => answer(null, asCount(late, amount, window)),
          (error: unknown) => answer(error as Error),
        )
      } else {
        answer(null, asCount(admission, amount, window))
      }
    }

    child(options: object): InboundStore {
      return new Store(options)
    }
  }
}

/** The plugin thinks in how many there were; more than the amount is too many. */
function asCount(admission: Admission, amount: number, window: number): { current: number; ttl: number } {
  if (admission.admitted) return { current: amount - Math.floor(admission.left[0] ?? 0), ttl: window }
  // What the share of one instance can never hold may be had of the whole again.
  return { current: amount + 1, ttl: Math.min(admission.wait, window) }
}

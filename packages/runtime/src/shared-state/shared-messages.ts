import type { MaybePromise } from './shared-state.ts'

/**
 * News among the instances, delivered at most once: whoever was away has missed them, so they may hasten what is also
 * kept elsewhere, and nothing else.
 */
export interface SharedMessages {
  publish(channel: string, message: string): MaybePromise<void>
  /**
   * Every subscriber hears every message, also those of its own instance. Returns what ends the subscription. A listener
   * must not throw: nobody could tell whom it concerns.
   */
  subscribe(channel: string, listener: (message: string) => void): () => void
}

import { startEmbeddedEngine } from '../store/embedded/embedded-engine.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { storeImage } from './store-image.ts'

/**
 * An embedded store in memory, started by the first statement, as without options `openStore` makes one: but from an
 * image of fresh tables, where making them takes seconds.
 */
export function openTestStore(): Promise<Store> {
  return openStore({
    startEngine: async (_options, signal) => startEmbeddedEngine({ image: await storeImage() }, signal),
  })
}

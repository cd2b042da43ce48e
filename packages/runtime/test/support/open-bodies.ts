import { pino } from 'pino'
import { sealedBodies, type SealedBodies } from '../../src/calls/idempotency/sealed-bodies.ts'
import type { Store } from '../../src/store/store.ts'
import { holdRing } from '../../src/vault/ring/held-ring.ts'
import type { ProvidedRing } from '../../src/vault/ring/provide-key-ring.ts'
import { ringOf } from './open-test-vault.ts'

/** Seals what is kept in a store with a ring of its own. */
export function openBodies(store: Store, ring: ProvidedRing = ringOf('a')): SealedBodies {
  const log = pino({ level: 'silent' })
  return sealedBodies(holdRing({ store, log, now: Date.now, given: ring, make: async () => ring }), store)
}

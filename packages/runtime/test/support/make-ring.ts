import { createSecretKey, randomBytes } from 'node:crypto'
import { createKeyRing, type KeyRing } from '../../src/vault/ring/key-ring.ts'

/** A ring of keys that nobody else has. */
export const makeRing = (...ids: readonly string[]): KeyRing =>
  createKeyRing(ids.map((id) => ({ id, secret: createSecretKey(randomBytes(32)) })))

import { hkdfSync, type KeyObject } from 'node:crypto'
import type { RingKey } from './key-ring.ts'

/** A key of 32 bytes from a key of the ring, for one purpose and nothing else (HKDF with SHA-256, RFC 5869). */
export const deriveKey = (secret: KeyObject, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', `patchbay ${purpose}`, 32))

/** Makes something of each key of a ring once, and keeps it as long as that key is kept. */
export function oncePerKey<T extends object>(make: (key: RingKey) => T): (key: RingKey) => T {
  const made = new WeakMap<RingKey, T>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { ConfigurationError } from '../../configuration/read-settings.ts'

/** A key that wraps data keys. */
export interface RingKey {
  readonly id: string
  readonly secret: KeyObject
}

/** All keys that may be needed, in order: a rotation is to the first. */
export interface KeyRing {
  readonly first: RingKey
  readonly keys: readonly RingKey[]
  find(id: string): RingKey | undefined
}

/** Bytes. */
const keyLength = 32
const entry = /^([A-Za-z0-9][\w.-]{0,62}):([A-Za-z0-9+/_-]+={0,2})$/

/**
 * Reads `id:base64,id:base64`; line breaks separate as well, and what follows a `#` on its line is for people. `name` is
 * where the text stands. Throws a `ConfigurationError` that repeats none of it but ids.
 */
export function parseKeyRing(text: string, name: string): KeyRing {
  const problems: string[] = []
  const keys: RingKey[] = []
  const entries = text
    .replaceAll(/#.*$/gm, '')
    .split(/[\s,]+/)
    .filter((part) => part !== '')
  for (const [index, part] of entries.entries()) {
    const [, id, encoded] = entry.exec(part) ?? []
    const bytes = Buffer.from(encoded ?? '', 'base64')
    if (id === undefined || bytes.length !== keyLength) {
      problems.push(
        `${name}: key ${index + 1} must be an id of letters, digits, ".", "_" and "-", a colon, and ${keyLength} bytes in base64, such as \`openssl rand -base64 ${keyLength}\` gives`,
      )
      continue
    }
    const secret = createSecretKey(bytes)
    bytes.fill(0)
    const same = keys.find((key) => key.id === id || key.secret.equals(secret))
    if (same?.id === id) problems.push(`${name}: there are two keys "${id}"`)
    else if (same !== undefined) problems.push(`${name}: "${same.id}" and "${id}" are the same key`)
    keys.push({ id, secret })
  }
  if (entries.length === 0) problems.push(`${name}: has no key`)
  if (problems.length > 0) throw new ConfigurationError(problems)
  return createKeyRing(keys)
}

/** Throws a `TypeError` if there is no key. */
export function createKeyRing(keys: readonly RingKey[]): KeyRing {
  const [first] = keys
  if (first === undefined) throw new TypeError('a ring has a key')
  const byId = new Map(keys.map((key) => [key.id, key]))
  return { first, keys, find: (id) => byId.get(id) }
}

/** A new key as it stands in a ring: `id:base64`. The id tells the day, for people who look for the oldest. */
export function newKeyEntry(now: number): string {
  const day = new Date(now).toISOString().slice(0, 10)
  return `key-${day}-${randomBytes(3).toString('hex')}:${randomBytes(keyLength).toString('base64')}`
}

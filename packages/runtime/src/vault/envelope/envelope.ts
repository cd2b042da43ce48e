import { randomBytes } from 'node:crypto'
import type { RingKey } from '../ring/key-ring.ts'
import { ofDataKey, ofSecret, type SecretVersion } from './associated-data.ts'
import { open, seal } from './sealing.ts'

const dataKeyLength = 32

/** A data key as a key of the ring wraps it. */
export interface WrappedKey {
  readonly keyId: string
  readonly wrappedKey: Buffer
}

/** A secret as it is stored: sealed with a data key of its own. */
export interface Envelope extends WrappedKey {
  readonly sealed: Buffer
}

/** Seals a text for one version of one place. */
export function enclose(place: SecretVersion, text: string, key: RingKey): Envelope {
  const dataKey = randomBytes(dataKeyLength)
  const plaintext = Buffer.from(text)
  try {
    return { ...wrap(place, dataKey, key), sealed: seal(dataKey, plaintext, ofSecret(place)) }
  } finally {
    dataKey.fill(0)
    plaintext.fill(0)
  }
}

/** The text; undefined if anything is not as it was enclosed, or belongs to another place or version. */
export function disclose(place: SecretVersion, envelope: Envelope, key: RingKey): string | undefined {
  const dataKey = unwrap(place, envelope, key)
  if (dataKey === undefined) return undefined
  const plaintext = open(dataKey, envelope.sealed, ofSecret(place))
  dataKey.fill(0)
  const text = plaintext?.toString()
  plaintext?.fill(0)
  return text
}

/** The same data key, wrapped by another key of the ring; undefined if it cannot be unwrapped. */
export function rewrap(
  place: SecretVersion,
  wrapped: WrappedKey,
  from: RingKey,
  to: RingKey,
): WrappedKey | undefined {
  const dataKey = unwrap(place, wrapped, from)
  if (dataKey === undefined) return undefined
  try {
    return wrap(place, dataKey, to)
  } finally {
    dataKey.fill(0)
  }
}

const wrap = (place: SecretVersion, dataKey: Buffer, { id, secret }: RingKey): WrappedKey => ({
  keyId: id,
  wrappedKey: seal(secret, dataKey, ofDataKey(place, id)),
})

function unwrap(place: SecretVersion, { keyId, wrappedKey }: WrappedKey, key: RingKey): Buffer | undefined {
  return open(key.secret, wrappedKey, ofDataKey(place, keyId))
}

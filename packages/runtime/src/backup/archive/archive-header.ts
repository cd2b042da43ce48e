import { randomBytes } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import { associatedData } from '../../vault/envelope/associated-data.ts'
import { open, seal } from '../../vault/envelope/sealing.ts'
import type { KeyRing } from '../../vault/ring/key-ring.ts'
import { damaged } from './damage.ts'

/** The beginning of every archive: these letters, the length of the header in four bytes, and the header as JSON. */
const magic = Buffer.from('patchbay backup\n')
export const prefixLength = magic.length + 4
const longestHeader = 4_096
const dataKeyLength = 32

const Header = Type.Object({
  format: Type.Literal(1),
  /** Of the key in the ring that wraps the key of the archive. */
  keyId: Type.String(),
  /** In base64. */
  wrappedKey: Type.String(),
})

/** What opens the rest of an archive. */
export interface ArchiveKey {
  readonly dataKey: Buffer
  /** All bytes before the first chunk, which every chunk is bound to. */
  readonly header: Buffer
}

/** A new key for one archive, and the header that tells it to whoever has the ring. */
export function makeHeader({ first }: KeyRing): ArchiveKey {
  const dataKey = randomBytes(dataKeyLength)
  const wrapped = seal(first.secret, dataKey, associatedData(['backup', first.id]))
  const body = Buffer.from(
    JSON.stringify({ format: 1, keyId: first.id, wrappedKey: wrapped.toString('base64') }),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return { dataKey, header: Buffer.concat([magic, length, body]) }
}

/** How long the header after the prefix is, in bytes. Throws a `Problem` if this is no archive. */
export function headerLength(prefix: Buffer): number {
  const length = prefix.length < prefixLength ? 0 : prefix.readUInt32BE(magic.length)
  if (!prefix.subarray(0, magic.length).equals(magic) || length === 0 || length > longestHeader) {
    throw damaged('it does not begin as an archive of Patchbay')
  }
  return length
}

/** Throws a `ConfigurationError` if the ring is not the one that it was written with, and a `Problem` if it is damaged. */
export function readHeader(prefix: Buffer, body: Buffer, ring: KeyRing, origin: string): ArchiveKey {
  const fields = parse(body)
  if (!Value.Check(Header, fields)) throw damaged('its header cannot be read')
  const key = ring.find(fields.keyId)
  if (key === undefined) {
    throw new ConfigurationError([
      `${origin}: the key "${fields.keyId}" is missing, with which the archive was written; put it back`,
    ])
  }
  const dataKey = open(
    key.secret,
    Buffer.from(fields.wrappedKey, 'base64'),
    associatedData(['backup', fields.keyId]),
  )
  if (dataKey?.length !== dataKeyLength) {
    throw new ConfigurationError([
      `${origin}: the key "${fields.keyId}" does not open the archive: it is another one than the archive was written with, or the archive is damaged`,
    ])
  }
  return { dataKey, header: Buffer.concat([prefix, body]) }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

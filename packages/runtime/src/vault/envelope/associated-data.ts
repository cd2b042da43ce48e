import type { SecretPlace } from '../vault.ts'

/** Where a secret belongs, down to the change that wrote it. */
export interface SecretVersion extends SecretPlace {
  readonly version: number
}

/** What a sealed text is bound to. Each part is told apart by its length, so no two lists of parts give the same bytes. */
export function associatedData(parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}

const parts = ({ tenant, record, purpose, version }: SecretVersion): string[] => [
  tenant,
  record,
  purpose,
  String(version),
]

/** Of the secret itself. The key of the ring is not in it, so that a rotation need not open the secret. */
export const ofSecret = (place: SecretVersion): Buffer => associatedData(['secret', ...parts(place)])

/** Of the data key that a key of the ring wraps. */
export const ofDataKey = (place: SecretVersion, keyId: string): Buffer =>
  associatedData(['data-key', ...parts(place), keyId])

/** Of what proves which key it is that has an id. */
export const ofProof = (keyId: string): Buffer => associatedData(['proof', keyId])

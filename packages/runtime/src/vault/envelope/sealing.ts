import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto'

const algorithm = 'aes-256-gcm'
/** Bytes. */
const nonceLength = 12
const tagLength = 16
const headLength = 1 + nonceLength + tagLength

/** The first byte of all that is sealed: how the rest is to be read. */
const format = 1

/** Encrypts so that only the same key and the same associated data open it: a byte of format, nonce, tag, ciphertext. */
export function seal(key: KeyObject | Buffer, plaintext: Buffer, associated: Buffer): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength })
  cipher.setAAD(associated)
  const ciphertext = cipher.update(plaintext)
  cipher.final()
  return Buffer.concat([Buffer.of(format), nonce, cipher.getAuthTag(), ciphertext])
}

/** What was sealed; undefined if it or what it was bound to has changed. The caller zeroes it after use. */
export function open(key: KeyObject | Buffer, sealed: Buffer, associated: Buffer): Buffer | undefined {
  if (sealed.length < headLength || sealed[0] !== format) return undefined
  const decipher = createDecipheriv(algorithm, key, nonceOf(sealed), { authTagLength: tagLength })
  decipher.setAAD(associated)
  decipher.setAuthTag(sealed.subarray(1 + nonceLength, headLength))
  const plaintext = decipher.update(sealed.subarray(headLength))
  try {
    decipher.final()
    return plaintext
  } catch {
    plaintext.fill(0) // it was never proven to be what was sealed
    return undefined
  }
}

/** The nonce of what was sealed. */
export const nonceOf = (sealed: Buffer): Buffer => sealed.subarray(1, 1 + nonceLength)

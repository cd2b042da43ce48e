import { hash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** `test` keys reach nothing but emulators. */
export type KeyEnvironment = 'live' | 'test'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Characters of 5.95 random bits each: 160 bits. */
const secretLength = 27
const checksumLength = 6
/** Characters of the random part that may be shown: 137 bits stay unknown. */
const shownLength = 4

const form = new RegExp(`^pb_(live|test)_[${alphabet}]{${secretLength + checksumLength}}$`)

/** What all keys begin with, and nothing else that may stand in an Authorization header. */
export const apiKeyStart = /^pb_(live|test)_/

type RandomBytes = (size: number) => Buffer

/** A new key. It is told once and not kept. */
export function newApiKey(environment: KeyEnvironment, bytes: RandomBytes = randomBytes): string {
  const body = `pb_${environment}_${randomText(secretLength, bytes)}`
  return body + checksumOf(body)
}

/** An id that says nothing: of a key, which is no secret. */
export const newApiKeyId = (bytes: RandomBytes = randomBytes): string => `key_${randomText(16, bytes)}`

/** Whether the text can be a key. One that was mistyped or cut off is told apart without asking the store. */
export function isApiKey(text: string): boolean {
  const end = text.length - checksumLength
  return form.test(text) && checksumOf(text.slice(0, end)) === text.slice(end)
}

/** What the store knows a key by. A plain hash is enough for a text that nobody can guess. */
export const apiKeyHash = (text: string): string => hash('sha256', text, 'base64url')

/** What people may see of a key, to tell it from others. */
export const apiKeyHint = (text: string): string => text.slice(0, 'pb_live_'.length + shownLength)

/** So many letters and digits, each of 5.95 random bits. */
export function randomText(length: number, bytes: RandomBytes = randomBytes): string {
  // Bytes beyond the last whole alphabet would make its first letters likelier.
  const usable = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) {
    for (const byte of bytes(length)) {
      if (byte < usable && text.length < length) text += alphabet.charAt(byte % alphabet.length)
    }
  }
  return text
}

function checksumOf(body: string): string {
  let rest = crc32(body)
  let text = ''
  for (let place = 0; place < checksumLength; place += 1) {
    text = alphabet.charAt(rest % alphabet.length) + text
    rest = Math.floor(rest / alphabet.length)
  }
  return text
}

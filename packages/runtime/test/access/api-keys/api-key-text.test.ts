import fc from 'fast-check'
import t from 'tap'
import {
  apiKeyHash,
  apiKeyHint,
  isApiKey,
  newApiKey,
  newApiKeyId,
} from '../../../src/access/api-keys/api-key-text.ts'

t.test('a key says what it is and whether it is whole', (t) => {
  for (const environment of ['live', 'test'] as const) {
    const key = newApiKey(environment)
    t.match(key, new RegExp(`^pb_${environment}_[0-9A-Za-z]{33}$`))
    t.ok(isApiKey(key))
    t.equal(apiKeyHint(key), key.slice(0, 12))
    t.match(apiKeyHash(key), /^[\w-]{43}$/)
  }
  t.equal(new Set(Array.from({ length: 1_000 }, () => newApiKey('live'))).size, 1_000)
  t.match(newApiKeyId(), /^key_[0-9A-Za-z]{16}$/)
  t.end()
})

t.test('one wrong, missing or swapped character is told without asking the store', (t) => {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  fc.assert(
    fc.property(fc.nat(32), fc.constantFrom(...letters.split('')), (place, letter) => {
      const key = newApiKey('live')
      const index = 'pb_live_'.length + place
      const changed = key.slice(0, index) + letter + key.slice(index + 1)
      return changed === key || !isApiKey(changed)
    }),
  )
  const key = newApiKey('live')
  for (const text of [
    key.slice(0, -1),
    `${key}0`,
    key.replace('live', 'test'),
    key.toUpperCase(),
    ` ${key}`,
    '',
  ]) {
    t.notOk(isApiKey(text), text)
  }
  t.end()
})

t.test('every letter is as likely, whatever the bytes', (t) => {
  const key = newApiKey('live', (size: number) => Buffer.alloc(size, 61))
  t.match(key, /^pb_live_z{27}/)
  const bytes = (size: number): Buffer => Buffer.alloc(size, 255).fill(0, 0, 1)
  t.match(newApiKey('live', bytes), /^pb_live_0{27}/, 'bytes beyond the last whole alphabet are not used')
  t.end()
})

import { randomBytes } from 'node:crypto'
import t from 'tap'
import { ConfigurationError } from '@patchbay/runtime'
import { newKeyEntry, parseKeyRing } from '../../../src/vault/ring/key-ring.ts'

const bytes = (): string => randomBytes(32).toString('base64')

t.test('a ring is read in its order', async (t) => {
  const [one, two] = [bytes(), randomBytes(32).toString('base64url')]
  for (const text of [`a:${one},b-2.x:${two}`, `# mine\n a:${one} # the first\r\n\nb-2.x:${two}\n`]) {
    const ring = parseKeyRing(text, 'PATCHBAY_KEYS')
    t.same(
      ring.keys.map(({ id }) => id),
      ['a', 'b-2.x'],
    )
    t.equal(ring.first.id, 'a')
    t.same(ring.find('b-2.x')?.secret.export(), Buffer.from(two, 'base64url'))
    t.equal(ring.find('c'), undefined)
  }
})

t.test('a ring that cannot be meant is refused, and none of it repeated', async (t) => {
  const one = bytes()
  const wrong: Array<[string, RegExp]> = [
    ['', /has no key/],
    [one, /key 1 must be/],
    [`a:${randomBytes(16).toString('base64')}`, /key 1 must be .* 32 bytes/],
    [`a:${one},b:${randomBytes(33).toString('base64')}`, /key 2 must be/],
    [`a:${one},a:${bytes()}`, /two keys "a"/],
    [`a:${one},b:${one}`, /"a" and "b" are the same key/],
    [`-a:${one}`, /key 1 must be/],
  ]
  for (const [text, message] of wrong) {
    const error = t.throws(() => parseKeyRing(text, 'PATCHBAY_KEYS'), ConfigurationError) as Error
    t.match(error.message, message)
    t.notOk(error.message.includes(one))
  }
})

t.test('a new key tells its day', async (t) => {
  const { first } = parseKeyRing(newKeyEntry(Date.UTC(2026, 4, 3)), 'here')
  t.match(first.id, /^key-2026-05-03-[0-9a-f]{6}$/)
  t.equal(first.secret.symmetricKeySize, 32)
})

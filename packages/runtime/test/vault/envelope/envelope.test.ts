import fc from 'fast-check'
import t from 'tap'
import { associatedData, type SecretVersion } from '../../../src/vault/envelope/associated-data.ts'
import { disclose, enclose, rewrap, type Envelope } from '../../../src/vault/envelope/envelope.ts'
import { ringOf } from '../../support/open-test-vault.ts'

const key = ringOf('one').ring.first
const other = ringOf('other').ring.first

const texts = fc.string({ unit: 'grapheme', maxLength: 40 })
const places = fc.record<SecretVersion>({
  tenant: texts,
  record: texts,
  purpose: texts,
  version: fc.integer({ min: 1 }),
})

t.test('associated data tells every list of parts from every other', async () => {
  fc.assert(
    fc.property(fc.array(texts), fc.array(texts), (some, others) => {
      const isSame = JSON.stringify(some) === JSON.stringify(others)
      return associatedData(some).equals(associatedData(others)) === isSame
    }),
  )
  // As a delimiter or plain joining would not.
  fc.assert(
    fc.property(texts, texts, fc.string({ minLength: 1 }), (left, right, moved) => {
      return !associatedData([left + moved, right]).equals(associatedData([left, moved + right]))
    }),
  )
})

t.test('what was enclosed is disclosed in its own place, and nowhere else', async () => {
  fc.assert(
    fc.property(places, places, fc.string({ unit: 'grapheme' }), (place, elsewhere, text) => {
      const envelope = enclose(place, text, key)
      const isSame = JSON.stringify(place) === JSON.stringify(elsewhere)
      return (
        disclose(place, envelope, key) === text &&
        disclose(elsewhere, envelope, key) === (isSame ? text : undefined) &&
        disclose(place, envelope, other) === undefined
      )
    }),
  )
})

t.test('no bit of an envelope can be turned, no byte added or taken away', async () => {
  const change = (bytes: Buffer, kind: 'turn' | 'cut' | 'add', at: number): Buffer => {
    if (kind === 'cut') return bytes.subarray(0, at % bytes.length)
    if (kind === 'add') return Buffer.concat([bytes, Buffer.of(at & 0xff)])
    const turned = Buffer.from(bytes)
    const byte = Math.floor(at / 8) % bytes.length
    turned[byte] = (turned[byte] ?? 0) ^ (1 << (at % 8))
    return turned
  }
  fc.assert(
    fc.property(
      places,
      fc.string(),
      fc.constantFrom<'wrappedKey' | 'sealed'>('wrappedKey', 'sealed'),
      fc.constantFrom<'turn' | 'cut' | 'add'>('turn', 'cut', 'add'),
      fc.nat(),
      (place, text, part, kind, at) => {
        const envelope: Envelope = enclose(place, text, key)
        return disclose(place, { ...envelope, [part]: change(envelope[part], kind, at) }, key) === undefined
      },
    ),
    { numRuns: 500 },
  )
})

t.test('a key that was passed on opens with the new key alone, under its own id', async (t) => {
  fc.assert(
    fc.property(places, fc.string(), (place, text) => {
      const envelope = enclose(place, text, key)
      const passedOn = rewrap(place, envelope, key, other)
      if (passedOn === undefined) return false
      const rewrapped = { ...envelope, ...passedOn }
      return (
        rewrapped.keyId === 'other' &&
        disclose(place, rewrapped, other) === text &&
        disclose(place, rewrapped, key) === undefined &&
        disclose(place, { ...rewrapped, keyId: 'one' }, other) === undefined &&
        rewrap({ ...place, version: place.version + 1 }, envelope, key, other) === undefined
      )
    }),
  )
  const place = { tenant: 'a', record: 'b', purpose: 'c', version: 1 }
  const [one, two] = [enclose(place, 'same', key), enclose(place, 'same', key)]
  t.notOk(one.sealed.equals(two.sealed))
  t.notOk(one.wrappedKey.equals(two.wrappedKey))
  t.notOk(one.sealed.includes('same'))
})

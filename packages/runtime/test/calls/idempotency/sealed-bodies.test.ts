import t from 'tap'
import { newEntry, ringOf } from '../../support/open-test-vault.ts'
import { openBodies } from '../../support/open-bodies.ts'
import { anyStore } from '../../support/with-each-store.ts'

const body = '{"data":{"code":"h8f3-7h2k"}}'

t.test('a body opens under the id that it was sealed for, and shows nothing until then', async (t) => {
  const bodies = openBodies(await anyStore(t))
  const sealed = await bodies.seal('one', body)
  if (sealed === undefined) throw new TypeError('it was not sealed')
  t.notMatch(sealed.sealed.toString('latin1'), 'h8f3')
  t.equal(await bodies.open('one', sealed), body)
  t.equal(await bodies.open('two', sealed), undefined)
  const changed = Buffer.from(sealed.sealed)
  changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1)
  t.equal(await bodies.open('one', { ...sealed, sealed: changed }), undefined)
})

t.test('what an old key sealed opens while the ring has that key', async (t) => {
  const store = await anyStore(t)
  const [a, b] = [newEntry('a'), newEntry('b')]
  const sealed = await openBodies(store, ringOf(a)).seal('one', body)
  if (sealed === undefined) throw new TypeError('it was not sealed')
  const both = openBodies(store, ringOf(b, a))
  t.equal(await both.open('one', sealed), body)
  t.equal((await both.seal('two', body))?.keyId, 'b')
  t.equal(await openBodies(store, ringOf(b)).open('one', sealed), undefined)
})

t.test('with a ring that does not fit the store nothing is kept', async (t) => {
  const store = await anyStore(t)
  await openBodies(store, ringOf('a')).seal('one', body)
  t.equal(await openBodies(store, ringOf('a')).seal('two', body), undefined, 'another key under a known id')
})

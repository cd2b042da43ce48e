import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ConfigurationError } from '@patchbay/runtime'
import {
  addKeyToFile,
  findKeyRing,
  makeKeyRing,
  type RingSettings,
} from '../../../src/vault/ring/provide-key-ring.ts'
import { newEntry } from '../../support/open-test-vault.ts'

const settingsFor = (dataFolder: string, more: Partial<RingSettings> = {}): RingSettings => ({
  dataFolder,
  generatedKeys: true,
  ...more,
})

t.test('the first start makes a ring for its owner alone, and no later one replaces it', async (t) => {
  const folder = join(t.testdir(), 'data')
  const settings = settingsFor(folder)
  t.equal(findKeyRing(settings), undefined)
  const made = makeKeyRing(settings, 0)
  t.equal(made.isNew, true)
  t.equal(statSync(made.origin).mode & 0o777, 0o600)
  const text = readFileSync(made.origin, 'utf8')
  const found = findKeyRing(settings)
  t.match(found, { isNew: false, origin: made.origin })
  t.equal(found?.ring.first.id, made.ring.first.id)
  t.match(makeKeyRing(settings, 0), { isNew: false })
  t.equal(readFileSync(made.origin, 'utf8'), text)
  t.same(readdirSync(folder), ['key-ring'])
})

t.test('a generated ring is not used where it must not be', async (t) => {
  const folder = t.testdir()
  const strict = settingsFor(folder, { generatedKeys: false })
  t.throws(() => makeKeyRing(strict, 0), /PATCHBAY_KEYS: is needed in production/)
  t.same(readdirSync(folder), [])
  const { origin } = makeKeyRing(settingsFor(folder), 0)
  t.throws(() => findKeyRing(strict), ConfigurationError)
  t.match(findKeyRing(settingsFor(folder, { generatedKeys: false, keys: newEntry('a') })), {
    origin: 'PATCHBAY_KEYS',
  })
  chmodSync(origin, 0o640)
  t.throws(() => findKeyRing(settingsFor(folder)), /chmod 600/)
})

t.test('a ring from a file may be read by others, and grows', async (t) => {
  const dataFolder = t.testdir()
  const keysFile = join(dataFolder, 'ring')
  t.throws(() => findKeyRing(settingsFor(dataFolder, { keysFile })), /there is no file/)
  t.throws(
    () => findKeyRing(settingsFor(dataFolder, { keysFile, keys: newEntry('a') })),
    /only one of them can be meant/,
  )
  writeFileSync(keysFile, newEntry('a'), { mode: 0o644 })
  const provided = findKeyRing(settingsFor(dataFolder, { keysFile, generatedKeys: false }))
  const added = addKeyToFile(keysFile, 0)
  t.same(
    provided?.reread?.().keys.map(({ id }) => id),
    [added, 'a'],
  )
  t.equal(provided?.ring.first.id, 'a')
  t.equal(statSync(keysFile).mode & 0o777, 0o600)
  chmodSync(keysFile, 0o666)
  t.throws(() => provided?.reread?.(), /chmod 600/)
  t.throws(() => addKeyToFile(join(dataFolder, 'none'), 0), /there is no such file/)
})

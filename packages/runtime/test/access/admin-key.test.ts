import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { provideAdminKey } from '../../src/access/admin-key.ts'
import { ConfigurationError } from '../../src/configuration/read-settings.ts'

t.test('is made once, readable by its owner only, and used again', (t) => {
  const folder = join(t.testdir({}), 'deep', 'data')
  const made = provideAdminKey(undefined, folder)
  const file = join(folder, 'admin-key')
  t.match(made, { origin: file, isNew: true })
  t.match(made.key, /^pb_admin_[\w-]{43}$/)
  t.equal(statSync(file).mode & 0o777, 0o600)
  t.equal(statSync(folder).mode & 0o777, 0o700)
  t.same(provideAdminKey(undefined, folder), { key: made.key, origin: file, isNew: false })
  t.equal(readFileSync(file, 'utf8').trim(), made.key)
  t.end()
})

t.test('two folders have two keys', (t) => {
  const folder = t.testdir({ a: {}, b: {} })
  t.not(provideAdminKey(undefined, join(folder, 'a')).key, provideAdminKey(undefined, join(folder, 'b')).key)
  t.end()
})

t.test('the environment wins, and nothing is written', (t) => {
  const folder = t.testdir({ 'admin-key': 'pb_admin_from_the_file\n' })
  t.same(provideAdminKey('key-from-the-environment', folder), {
    key: 'key-from-the-environment',
    origin: 'environment',
    isNew: false,
  })
  t.equal(readFileSync(join(folder, 'admin-key'), 'utf8'), 'pb_admin_from_the_file\n')
  t.end()
})

t.test('an empty file is no key: with it nobody could come in', (t) => {
  const folder = t.testdir({})
  writeFileSync(join(folder, 'admin-key'), '\n')
  t.throws(() => provideAdminKey(undefined, folder), ConfigurationError)
  t.end()
})

import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { fillFolder } from '../../src/testing/embedded-engines.ts'
import { spawnPatchbay, startPatchbay } from '../support/spawn-patchbay.ts'

t.test('the first start makes a key ring, says so once, and keeps it', async (t) => {
  const folder = join(t.testdir(), 'data')
  await fillFolder(join(folder, 'store'))
  const first = await startPatchbay(t, { PATCHBAY_DATA: folder })
  const file = join(folder, 'key-ring')
  t.match(first.output.error, `Key ring, new and kept in ${file}`)
  t.equal(statSync(file).mode & 0o777, 0o600)
  const text = readFileSync(file, 'utf8')
  const [, secret = 'none'] = /:(\S+)/.exec(text) ?? []
  first.child.kill('SIGTERM')
  t.equal(await first.exit(), 0)

  const second = await startPatchbay(t, { PATCHBAY_DATA: folder })
  t.notMatch(second.output.error, /Key ring, new/)
  t.equal(readFileSync(file, 'utf8'), text)
  for (const { output } of [first, second]) t.notOk((output.out + output.error).includes(secret))
})

t.test('production does not start on a generated ring, unless it is told to', async (t) => {
  const folder = join(t.testdir(), 'data')
  const environment = { PATCHBAY_DATA: folder, NODE_ENV: 'production', PORT: '0' }
  const refused = spawnPatchbay(t, ['start'], environment)
  t.equal(await refused.exit(), 2)
  t.match(refused.output.error, /PATCHBAY_KEYS: is needed in production/)
  t.notOk(existsSync(join(folder, 'key-ring')))
  await fillFolder(join(folder, 'store'))
  const told = await startPatchbay(t, { ...environment, PATCHBAY_GENERATED_KEYS: 'true' })
  t.match(told.output.error, /Key ring, new/)
})

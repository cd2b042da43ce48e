import t from 'tap'
import { ConfigurationError } from '@patchbay/runtime'
import { openStore } from '../../src/store/open-store.ts'
import { startPatchbay, spawnPatchbay } from '../support/spawn-patchbay.ts'

t.test('one process holds a data folder, and no longer than it lives', { buffered: true }, async (t) => {
  const folder = t.testdir()
  const first = await startPatchbay(t, { PATCHBAY_DATA: folder })
  const second = spawnPatchbay(t, ['start'], { PORT: '0', PATCHBAY_DATA: folder })
  t.equal(await second.exit(), 2)
  t.match(second.output.error, /PATCHBAY_DATA: another process has the store in .*store open/)
  t.notMatch(second.output.error, /\n\s+at /)
  first.child.kill('SIGKILL')
  await first.exit()
  const store = await openStore({ folder: `${folder}/store` })
  t.equal((await store.database.selectFrom('tenants').selectAll().execute()).length, 1)
  await t.rejects(
    openStore({ folder: `${folder}/store` }),
    ConfigurationError,
    'nor is it opened twice in one',
  )
  await store.close()
})

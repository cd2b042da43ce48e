import { startEmulator } from '@patchbay/testkit'
import t from 'tap'
import { adminOperations } from '../../src/admin/operations.ts'
import { ga4Emulator } from '../../src/emulator/ga4-emulator.ts'
import connector from '../../src/index.ts'
import { call, emulatorTime } from '../support/call.ts'

const config = ga4Emulator().connection.config

t.test('every example is what the emulator answers', async (t) => {
  const emulator = await startEmulator(ga4Emulator(), { now: () => emulatorTime })
  t.teardown(() => emulator.close())
  for (const [id, { examples }] of Object.entries(adminOperations))
    for (const { title, input, output } of examples) {
      emulator.reset()
      const answer = await call(connector, emulator.url, id, input, { config })
      t.same(answer.output, output, `${id}, "${title}"`)
    }
})

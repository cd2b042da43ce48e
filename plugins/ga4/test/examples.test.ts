import { startEmulator } from '@patchbay/emulator'
import t from 'tap'
import { ga4Emulator } from '../src/emulator/ga4-emulator.ts'
import connector from '../src/index.ts'
import { call, emulatorTime } from './support/call.ts'

t.test('every example is what the emulator answers', async (t) => {
  const host = await startEmulator(ga4Emulator(), { now: () => emulatorTime })
  t.teardown(() => host.close())
  for (const [id, { examples }] of Object.entries(connector.operations)) {
    for (const { title, input, output } of examples) {
      host.reset()
      const outcome = await call(connector, host.url, id, input)
      t.same(outcome.output, output, `${id}, "${title}": scripts/write-examples.ts writes them anew`)
    }
  }
})

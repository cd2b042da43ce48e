import { writeFileSync } from 'node:fs'
import { startEmulator } from '@patchbay/emulator'
import { adminOperations } from '../src/admin/operations.ts'
import connector from '../src/index.ts'
import { ga4Emulator } from '../src/emulator/ga4-emulator.ts'
import { call, emulatorTime } from '../test/support/call.ts'

/** Writes down what the emulator answers to the examples of all operations, at the time that tests give it. */
const host = await startEmulator(ga4Emulator(), { now: () => emulatorTime })
const answers: Record<string, unknown[]> = {}
for (const [id, { examples }] of Object.entries(connector.operations)) {
  // Those of the Admin API are short, and stand where the operations are.
  if (Object.hasOwn(adminOperations, id)) continue
  answers[id] = []
  for (const { title, input } of examples) {
    host.reset()
    try {
      const { output } = await call(connector, host.url, id, input)
      answers[id].push(output)
    } catch (error) {
      console.error(`${id}, "${title}":`, error)
      process.exitCode = 1
      answers[id].push({})
    }
  }
}
await host.close()
writeFileSync(new URL('../assets/examples.json', import.meta.url), `${JSON.stringify(answers, null, 2)}\n`)

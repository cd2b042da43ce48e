import type { ConfigOf, Operation, TObject, TSchema } from '@patchbay/contract'
import t from 'tap'
import { bingEmulator } from '../src/emulator/bing-emulator.ts'
import { methodNames } from '../src/emulator/methods.ts'
import connector from '../src/index.ts'
import type { vendor } from '../src/vendor.ts'
import { startBing } from './support/bing.ts'
import { run } from './support/run.ts'

type AnyOperation = Operation<typeof vendor, TObject, TSchema>

const prefix = '/webmaster/api.svc/json/'
const config = bingEmulator().connection.config as ConfigOf<typeof vendor>
const reached = new Set<string>()

for (const [id, each] of Object.entries(connector.operations)) {
  const operation = each as AnyOperation
  for (const { title, input, output } of operation.examples) {
    t.test(`${id}, "${title}", is what the emulator answers`, async (t) => {
      const bing = await startBing(t)
      const outcome = await run(bing, operation, input, config)
      t.same(outcome.data, output)
      t.same([outcome.warnings, outcome.isPartial], [[], false])
      for (const { path } of bing.host.journal) reached.add(path.replace(prefix, ''))
    })
  }
}

t.test('every live method of Bing is behind some operation', async (t) => {
  const retired = ['GetDeepLink', 'GetDeepLinkAlgoUrls', 'UpdateDeepLink']
  const live = [...methodNames, 'GetSiteMoves'].filter((name) => !retired.includes(name))
  t.equal(live.length, 59)
  t.same(
    live.filter((name) => !reached.has(name)),
    [],
  )
  t.same(
    retired.filter((name) => reached.has(name)),
    [],
  )
})

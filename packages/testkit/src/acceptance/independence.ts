import type { Test } from 'tap'
import { connections, type Harness } from './harness.ts'
import { hasAsked, isRenewed } from './requests.ts'

/** Two connections at once, one of them with wrong credentials: neither sees anything of the other. */
export async function checkIndependence(t: Test, harness: Harness): Promise<void> {
  const { description, emulator } = harness
  const refusesNobody = emulator.emulator.failures.unauthorized === undefined
  for (const operation of description.operations.filter(({ effect }) => effect === 'read')) {
    emulator.reset()
    const input = operation.examples[0]?.input
    const first = await harness.call(operation, input)
    emulator.reset()
    const [good, bad, again] = await Promise.all([
      harness.call(operation, input),
      harness.call(operation, input, { connection: connections.bad }),
      harness.call(operation, input),
    ])
    t.same(good.body.data, first.body.data, `${operation.id} answers the same beside a failing connection`)
    t.same(again.body.data, first.body.data, `${operation.id} answers the same twice`)
    // What only the runtime is asked for needs no credentials, and some vendors refuse none.
    if (refusesNobody || !hasAsked(harness, operation.id)) continue
    // Where no token was given, none is asked for again for a while, and calls are told so meanwhile.
    const isPaused = isRenewed(harness) && bad.body.code === 'vendor_error'
    t.ok(
      bad.body.data === undefined && (bad.body.code === 'connection_unauthorized' || isPaused),
      `${operation.id} refuses wrong credentials`,
      { answer: bad.body },
    )
  }
}

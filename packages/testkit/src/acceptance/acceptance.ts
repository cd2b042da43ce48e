import { openTestStore } from '@patchbay/runtime/testing'
import t from 'tap'
import { checkCaching } from './caching.ts'
import { checkCancellation } from './cancellation.ts'
import { checkCapabilities } from './capabilities.ts'
import { checkDefinition } from './definition.ts'
import { checkDocumentation } from './documentation.ts'
import { checkFaults } from './faults.ts'
import { openHarness } from './harness.ts'
import { checkIndependence } from './independence.ts'
import { checkLimits } from './limits.ts'
import { checkLoading } from './loading.ts'
import { checkOperations } from './operations.ts'
import { checkRepetition } from './repetition.ts'
import { checkSecrets } from './secrets.ts'
import { checkTransforms } from './transforms.ts'

export interface AcceptanceOptions {
  /** Milliseconds for the whole suite. Default: 120,000. */
  readonly timeout?: number
}

/**
 * Everything that any connector must hold, run against its emulator through a real runtime over real sockets.
 * `folder` is the connector's package folder: in `test/acceptance.test.ts`,
 * `await acceptance(new URL('..', import.meta.url))` is the whole test.
 */
export async function acceptance(folder: URL, { timeout = 120_000 }: AcceptanceOptions = {}): Promise<void> {
  t.setTimeout(timeout)
  // One for all runtimes of the suite: to open an embedded store takes seconds.
  const store = await openTestStore()
  t.teardown(() => store.close())
  await t.test('acceptance', async (t) => {
    const harness = await openHarness(folder, store)
    t.teardown(() => harness.close())
    await t.test('the definition is sound', (t) => checkDefinition(t, harness))
    await t.test('the README is current', (t) => checkDocumentation(t, harness, folder))
    await t.test('its limits are applied', (t) => checkLimits(t, harness, folder))
    await t.test('every operation answers its examples', (t) => checkOperations(t, harness))
    await t.test('what it shows and starts is there', (t) => checkCapabilities(t, harness))
    await t.test('transforms are pure, and the same in threads', (t) => checkTransforms(t, harness, folder))
    await t.test('every fault becomes the right problem', (t) => checkFaults(t, harness, folder))
    await t.test('a caller that leaves is noticed by the vendor', (t) => checkCancellation(t, harness))
    await t.test('answers are kept as its rules say', (t) => checkCaching(t, harness))
    await t.test('calls share no state', (t) => checkIndependence(t, harness))
    await t.test('a write is repeated by its key alone', (t) => checkRepetition(t, harness))
    await t.test('no secret is shown', (t) => checkSecrets(t, harness))
  })
  await t.test('it loads and unloads without leaving anything open', (t) => checkLoading(t, folder, store))
}

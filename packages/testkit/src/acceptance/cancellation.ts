import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import type { Harness } from './harness.ts'

const patience = 5_000

/** When the caller closes its connection, the request at the vendor is given up as well. */
export async function checkCancellation(t: Test, harness: Harness): Promise<void> {
  const { description, emulator } = harness
  for (const operation of description.operations) {
    emulator.reset()
    emulator.inject({ kind: 'hang' })
    const leaving = new AbortController()
    const call = harness.call(operation, operation.examples[0]?.input, { signal: leaving.signal })
    call.catch(() => undefined)
    const arrived = await until(() => emulator.journal.length > 0)
    if (!arrived) continue // it answers without the vendor
    leaving.abort()
    await t.rejects(call, `${operation.id}: the caller left`)
    t.ok(
      await until(() => emulator.journal.every(({ aborted }) => aborted)),
      `${operation.id}: the vendor's side is closed`,
    )
  }
  emulator.reset()
}

async function until(condition: () => boolean): Promise<boolean> {
  for (const begun = performance.now(); performance.now() - begun < patience;) {
    if (condition()) return true
    await sleep(5)
  }
  return condition()
}

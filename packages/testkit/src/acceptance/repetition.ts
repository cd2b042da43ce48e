import type { Test } from 'tap'
import type { Harness } from './harness.ts'

/** A write that is sent twice with one Idempotency-Key reaches the vendor once, and answers the same twice. */
export async function checkRepetition(t: Test, harness: Harness): Promise<void> {
  const { description, emulator } = harness
  for (const operation of description.operations.filter(({ effect }) => effect !== 'read')) {
    for (const [index, { title, input }] of operation.examples.entries()) {
      emulator.reset()
      const label = `${operation.id}, "${title}"`
      const options = { idempotencyKey: `acceptance-${index}` }
      const first = await harness.call(operation, input, options)
      t.equal(first.status, 200, `${label} succeeds with a key`, { answer: first.body })
      const { length } = emulator.journal
      const again = await harness.call(operation, input, options)
      t.equal(emulator.journal.length, length, `${label}: the repetition does not reach the vendor`)
      t.same(again.body, first.body, `${label}: the repetition answers the same`)
      t.equal(again.headers.get('idempotency-replayed'), 'true', `${label}: the repetition says what it is`)
    }
  }
}

import { responseCompilations } from '@patchbay/runtime'
import type { Test } from 'tap'
import type { Harness } from './harness.ts'

const isFlat = (input: unknown): boolean =>
  Object.values(input as object).every((value) => [value].flat().every((item) => typeof item !== 'object'))

/** Every example of every operation, through HTTP, against fresh state. */
export async function checkOperations(t: Test, harness: Harness): Promise<void> {
  const { description, emulator } = harness
  for (const operation of description.operations) {
    for (const { title, input } of operation.examples) {
      emulator.reset()
      const answer = await harness.call(operation, input)
      t.equal(answer.status, 200, `${operation.id}, "${title}" succeeds`, { answer: answer.body })
      const drift = answer.body.meta?.warnings?.filter(({ code }) => code === 'output_drift') ?? []
      t.same(drift, [], `${operation.id}, "${title}": the answer fits the output schema`)
      t.ok(emulator.journal.length > 0 || operation.effect === 'read', `${operation.id} reaches the vendor`)
      emulator.reset()
      const before = responseCompilations()
      await harness.call(operation, input)
      t.equal(
        responseCompilations(),
        before,
        `${operation.id}: its response schemas are constants of a module`,
      )
      if (operation.effect !== 'read' || operation.isStream || !isFlat(input)) continue
      emulator.reset()
      const got = await harness.call(operation, input, { method: 'GET' })
      if (got.body.code === 'method_not_allowed') continue // its schema has fields that no query string can carry
      t.same(got.body.data, answer.body.data, `${operation.id}, "${title}": GET and POST answer alike`)
    }
  }
}

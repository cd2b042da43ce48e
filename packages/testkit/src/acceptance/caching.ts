import type { OperationDescription } from '@patchbay/runtime'
import type { Test } from 'tap'
import type { Harness } from './harness.ts'

/**
 * A read with a cache rule asks its vendor once, and answers the same from then on, until an operation that says so
 * has changed what it tells about.
 */
export async function checkCaching(t: Test, harness: Harness): Promise<void> {
  const { description } = harness
  for (const read of description.operations) {
    if (read.cache === null) continue
    await checkRepetition(t, harness, read)
    const { tags } = read.cache
    for (const write of description.operations) {
      if (write.invalidates.some((tag) => tags.includes(tag)))
        await checkInvalidation(t, harness, read, write)
    }
  }
}

async function checkRepetition(t: Test, harness: Harness, read: OperationDescription): Promise<void> {
  const { emulator } = harness
  for (const { title, input } of read.examples) {
    const label = `${read.id}, "${title}"`
    emulator.reset()
    const first = await harness.call(read, input, { isCached: true })
    t.equal(first.status, 200, `${label} succeeds`, { answer: first.body })
    if (first.body.meta?.partial === true) continue // what is missing may be there the next time
    const asked = emulator.journal.length
    const second = await harness.call(read, input, { isCached: true })
    t.equal(emulator.journal.length, asked, `${label}: the vendor is not asked again`)
    t.same(second.body.data, first.body.data, `${label}: the kept answer is the same`)
    t.equal(second.body.meta?.cache?.status, 'hit', `${label}: it says that it was kept`)
  }
}

async function checkInvalidation(
  t: Test,
  harness: Harness,
  read: OperationDescription,
  write: OperationDescription,
): Promise<void> {
  const { emulator } = harness
  const input = read.examples[0]?.input
  emulator.reset()
  await harness.call(read, input, { isCached: true })
  const written = await harness.call(write, write.examples[0]?.input, { isCached: true })
  t.equal(written.status, 200, `${write.id} succeeds`, { answer: written.body })
  const after = await harness.call(read, input, { isCached: true })
  t.not(after.body.meta?.cache?.status, 'hit', `${write.id} ends the kept answers of ${read.id}`)
}

import type { OperationDescription } from '@patchbay/runtime'
import type { Test } from 'tap'
import type { Harness } from './harness.ts'

/**
 * A read with a cache rule asks its vendor once, and answers the same from then on, until an operation that says so
 * has changed what it tells about.
 */
export async function checkCaching(t: Test, harness: Harness): Promise<void> {
  const { operations } = harness.description
  for (const read of operations) if (read.cache !== null) await checkRepetition(t, harness, read)
  for (const { read, write } of pairsOf(operations)) await checkInvalidation(t, harness, read, write)
}

interface Pair {
  readonly read: OperationDescription
  readonly write: OperationDescription
}

/**
 * Reads, each with a write that ends its answers, so that every tag of a read and every tag of a write is in some
 * pair. All pairs would tell no more: what a write ends is found by its tags alone.
 */
function pairsOf(operations: readonly OperationDescription[]): Pair[] {
  const seen = new Set<string>()
  const isNew = (key: string): boolean => seen.size < seen.add(key).size
  return operations.flatMap((read) =>
    operations
      .map((write) => ({ read, write }))
      .filter(({ write }) => {
        const shared = write.invalidates.filter((tag) => read.cache?.tags.includes(tag))
        return shared
          .map((tag) => [isNew(`${read.id} ${tag}`), isNew(`${write.id} ${tag}`)])
          .flat()
          .includes(true)
      }),
  )
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

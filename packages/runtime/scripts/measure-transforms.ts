// Measures from which size on a thread relieves the main one, for rows as plain data and as bytes of JSON:
//   node --conditions=@patchbay/source packages/runtime/scripts/measure-transforms.ts
import { setImmediate as nextTurn } from 'node:timers/promises'
import { TransformPool } from '../src/connectors/transforms/transform-pool.ts'
import aggregate, { type Row } from '../test/fixtures/transforms/aggregate.ts'

const rowCounts = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000]
const rounds = 60
const never = new AbortController().signal

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    query: `a question of customers ${index % 400}`,
    page: `https://shop.example/products/${index}`,
    clicks: index % 13,
    impressions: index % 1_009,
  }))

/** Milliseconds of the main thread, and from beginning to end, for each run. */
async function cost(work: () => unknown): Promise<{ readonly busy: number; readonly whole: number }> {
  for (let round = 0; round < rounds / 4; round += 1) await work()
  const begun = performance.now()
  const before = performance.eventLoopUtilization()
  for (let round = 0; round < rounds; round += 1) {
    await work()
    await nextTurn()
  }
  const { active } = performance.eventLoopUtilization(before)
  return { busy: active / rounds, whole: (performance.now() - begun) / rounds }
}

const pool = new TransformPool({ threads: 1, queue: 1, memory: 256, idle: 60_000, killed: () => undefined })
const { module } = aggregate
const table: Array<Record<string, string>> = []
for (const count of rowCounts) {
  const rows = rowsOf(count)
  const json = new TextEncoder().encode(JSON.stringify(rows))
  const inThread = async (input: unknown, transfer: ArrayBuffer[] = []): Promise<unknown> =>
    pool.run({ module, input }, transfer, never)
  const moved = (): Promise<unknown> => {
    const bytes = json.slice()
    return inThread(bytes, [bytes.buffer])
  }
  const figures = {
    'rows inline': (await cost(() => aggregate.run(rows))).busy,
    'rows copied': (await cost(() => inThread(rows))).busy,
    'bytes inline': (await cost(() => aggregate.run(json))).busy,
    'bytes moved': (await cost(moved)).busy,
    'bytes moved, whole': (await cost(moved)).whole,
  }
  table.push({
    'JSON KB': (json.length / 1_024).toFixed(0),
    ...Object.fromEntries(Object.entries(figures).map(([name, time]) => [name, `${time.toFixed(2)} ms`])),
  })
}
await pool.close()
console.table(table)

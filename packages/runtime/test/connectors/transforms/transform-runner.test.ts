import { Registry } from 'prom-client'
import t, { type Test } from 'tap'
import { defineTransform } from '@patchbay/contract'
import { registerTransformMetrics } from '../../../src/connectors/transforms/transform-metrics.ts'
import {
  createTransformRunner,
  inlineRunner,
  type TransformRunner,
  type TransformRunnerOptions,
} from '../../../src/connectors/transforms/transform-runner.ts'
import doubleBytes from '../../fixtures/transforms/double-bytes.ts'
import misbehave from '../../fixtures/transforms/misbehave.ts'
import slow from '../../fixtures/transforms/slow.ts'
import sum from '../../fixtures/transforms/sum.ts'

const call = { signal: new AbortController().signal }

interface OpenRunner {
  readonly runner: TransformRunner
  /** How often one transform ran in one place. */
  readonly count: (transform: string, place: 'inline' | 'thread') => Promise<number>
  readonly metrics: () => Promise<string>
}

function openRunner(t: Test, options: Partial<TransformRunnerOptions> = {}): OpenRunner {
  const registry = new Registry()
  const runner = createTransformRunner(
    { threads: 1, queue: 1, memory: 64, idle: 60_000, inlinePlain: 1_000, inlineBytes: 100, ...options },
    registerTransformMetrics(registry)('test'),
  )
  t.teardown(() => runner.close())
  return {
    runner,
    metrics: () => registry.metrics(),
    async count(transform, place) {
      const labels = `connector="test",transform="${transform}",place="${place}"`
      const line = new RegExp(`^patchbay_transform_duration_seconds_count\\{${labels}\\} (\\d+)$`, 'm')
      return Number(line.exec(await registry.metrics())?.[1] ?? Number.NaN)
    },
  }
}

const numbers = (length: number): number[] => Array.from({ length }, () => 1)

t.test('light inputs run inline, heavy ones in a thread', async (t) => {
  const { runner, count } = openRunner(t)
  t.equal(await runner.run(sum, numbers(100), call), 100)
  t.same([await count('sum', 'inline'), await count('sum', 'thread')], [1, 0])
  t.equal(await runner.run(sum, numbers(1_000), call), 1_000)
  t.same([await count('sum', 'inline'), await count('sum', 'thread')], [1, 1])
})

t.test('bytes have a threshold of their own, and move', async (t) => {
  const { runner, count } = openRunner(t)
  const few = new Uint8Array(100).fill(1)
  const many = new Uint8Array(101).fill(1)
  t.equal((await runner.run(doubleBytes, { bytes: few }, call)).bytes[0], 2)
  const { bytes, length } = await runner.run(doubleBytes, { bytes: many }, call)
  t.same([bytes[0], length, many.length], [2, 101, 0])
  t.same([await count('double-bytes', 'inline'), await count('double-bytes', 'thread')], [1, 1])
})

t.test('with thresholds of zero everything runs in threads', async (t) => {
  const { runner, count } = openRunner(t, { inlinePlain: 0 })
  t.equal(await runner.run(sum, [], call), 0)
  t.same([await count('sum', 'inline'), await count('sum', 'thread')], [0, 1])
})

t.test('unbounded work never runs inline', async (t) => {
  const { runner, count, metrics } = openRunner(t)
  t.equal(await runner.run(misbehave, { behavior: 'well' }, call), 'well')
  t.same([await count('misbehave', 'inline'), await count('misbehave', 'thread')], [0, 1])
  t.match(await metrics(), /^patchbay_transform_threads\{connector="test"\} 1$/m)
  t.match(await metrics(), /^patchbay_transform_waiting\{connector="test"\} 0$/m)
})

t.test('a transform that was slow twice goes to a thread with inputs like those', async (t) => {
  const { runner, count } = openRunner(t)
  const slowly = { duration: 15, text: 'x'.repeat(500) }
  await runner.run(slow, slowly, call)
  await runner.run(slow, slowly, call)
  t.same([await count('slow', 'inline'), await count('slow', 'thread')], [2, 0], 'once may be chance')
  await runner.run(slow, slowly, call)
  t.same([await count('slow', 'inline'), await count('slow', 'thread')], [2, 1])
  await runner.run(slow, { duration: 0 }, call)
  t.same([await count('slow', 'inline'), await count('slow', 'thread')], [3, 1], 'smaller ones do not')
})

t.test('what is not plain data is refused wherever it would run', async (t) => {
  const { runner } = openRunner(t)
  const odd = defineTransform(import.meta.url, (input: { readonly f: () => number }) => input.f())
  await t.rejects(runner.run(odd, { f: () => 1 }, call), { name: 'TypeError', message: /plain data/ })
})

t.test('kills are counted by their reason', async (t) => {
  const { runner, metrics } = openRunner(t)
  await t.rejects(runner.run(misbehave, { behavior: 'exit' }, call), { code: 'internal' })
  t.match(await metrics(), /^patchbay_transform_kills_total\{connector="test",reason="crash"\} 1$/m)
})

t.test('a host that stands alone runs everything inline', async (t) => {
  t.equal(await inlineRunner.run(sum, numbers(100_000), call), 100_000)
  await inlineRunner.close()
})

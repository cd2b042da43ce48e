import { setImmediate as nextTurn } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { Problem, type Transform } from '@patchbay/contract'
import { outputOf } from '../../../src/connectors/transforms/transform-message.ts'
import type { KillReason } from '../../../src/connectors/transforms/transform-metrics.ts'
import {
  TransformPool,
  type TransformPoolOptions,
} from '../../../src/connectors/transforms/transform-pool.ts'
import doubleBytes from '../../fixtures/transforms/double-bytes.ts'
import misbehave, { type Behavior } from '../../fixtures/transforms/misbehave.ts'
import sum from '../../fixtures/transforms/sum.ts'
import wrongAddress from '../../fixtures/transforms/wrong-address.ts'
import { until } from '../../support/until.ts'

interface OpenPool {
  readonly pool: TransformPool
  readonly kills: KillReason[]
  readonly run: <I, O>(transform: Transform<I, O>, input: I, signal?: AbortSignal) => Promise<O>
  readonly behave: (behavior: Behavior, signal?: AbortSignal) => Promise<unknown>
}

const never = new AbortController().signal

function openPool(t: Test, options: Partial<TransformPoolOptions> = {}): OpenPool {
  const kills: KillReason[] = []
  const pool = new TransformPool({
    threads: 1,
    queue: 10,
    memory: 64,
    idle: 60_000,
    killed: (reason) => void kills.push(reason),
    ...options,
  })
  t.teardown(() => pool.close())
  const run = async <I, O>({ module }: Transform<I, O>, input: I, signal = never): Promise<O> =>
    outputOf(await pool.run({ module, input }, [], signal)) as O
  return { pool, kills, run, behave: (behavior, signal) => run(misbehave, { behavior }, signal) }
}

/** The end of a call: by its deadline, or because its caller left. */
function callEnd(): {
  readonly signal: AbortSignal
  readonly end: (code?: 'vendor_timeout' | 'cancelled') => void
} {
  const controller = new AbortController()
  return {
    signal: controller.signal,
    end: (code = 'vendor_timeout') => controller.abort(new Problem(code)),
  }
}

t.test('a thread gives what the transform gives', async (t) => {
  const { pool, run } = openPool(t)
  t.equal(pool.threads, 0, 'there is no thread before there is work')
  t.equal(await run(sum, [1, 2, 3]), 6)
  t.equal(await run(sum, []), 0)
  t.equal(pool.threads, 1)
})

t.test('what a transform throws arrives as it was thrown', async (t) => {
  const { behave, kills } = openPool(t)
  await t.rejects(behave('type-error'), { name: 'TypeError', message: 'a bug in the transform' })
  await t.rejects(behave('string'), { name: 'Error', message: "'only a string'" })
  const problem = await behave('problem').catch((error: unknown) => error)
  t.ok(Problem.is(problem))
  t.match(problem, { code: 'vendor_rejected', message: 'Too blue.', errors: [{ path: '/color' }] })
  t.same(kills, [], 'its thread lives on')
})

t.test('a leak that runs out of memory while it is ended leaves its place to the next call', async (t) => {
  const { behave, kills } = openPool(t, { memory: 32 })
  // Whichever comes first, the end of the call or that of the memory: somewhere in between they come together.
  for (let wait = 100; kills.at(-1) !== 'memory'; wait += 100) {
    const { signal, end } = callEnd()
    const call = t.rejects(
      behave('leak', signal),
      { code: 'internal' },
      `ended after ${wait} ms at the latest`,
    )
    const timer = setTimeout(end, wait)
    await call
    clearTimeout(timer)
    t.equal(await behave('well'), 'well')
  }
})

t.test('a loop is ended with its call, and the next call is served', async (t) => {
  const { behave, kills, pool } = openPool(t)
  await behave('well')
  for (const behavior of ['loop', 'backtrack'] as const) {
    const { signal, end } = callEnd()
    const call = behave(behavior, signal)
    await nextTurn()
    end()
    await t.rejects(call, { code: 'internal', message: /still at work after \d+ ms/ }, behavior)
    t.equal(await behave('well'), 'well')
  }
  t.same(kills, ['deadline', 'deadline'])
  t.equal(pool.threads, 1)
})

t.test('a call whose thread is only starting can end as well', async (t) => {
  const { behave, kills } = openPool(t)
  const { signal, end } = callEnd()
  const call = behave('loop', signal)
  await nextTurn()
  end()
  await t.rejects(call, { code: 'internal' })
  t.same(kills, [], 'there was nothing to end')
  t.equal(await behave('well'), 'well')
})

t.test('a caller that leaves is no fault of the transform', async (t) => {
  const { behave } = openPool(t)
  await behave('well')
  const { signal, end } = callEnd()
  const call = behave('loop', signal)
  await nextTurn()
  end('cancelled')
  await t.rejects(call, { code: 'cancelled' })
  await t.rejects(behave('well', signal), { code: 'cancelled' }, 'also before it began')
})

t.test('a thread that dies costs its call and no other', async (t) => {
  const { behave, kills } = openPool(t, { threads: 2 })
  const cases = { leak: 'memory', exit: 'crash' } as const
  for (const [behavior, reason] of Object.entries(cases)) {
    kills.length = 0
    const [dead, well] = await Promise.allSettled([behave(behavior as Behavior), behave('well')])
    t.match(dead, { status: 'rejected', reason: { code: 'internal' } }, behavior)
    t.match(well, { status: 'fulfilled', value: 'well' })
    t.same(kills, [reason])
  }
  await t.rejects(behave('leak'), { message: /more than the 64 MB of memory/ })
})

t.test('an error that nobody waits for does not end the process', async (t) => {
  const { behave } = openPool(t)
  t.equal(await behave('late'), 'well')
  // The thread sleeps until its next task, so the error comes to light with it.
  await behave('well').catch(() => undefined)
  await behave('well').catch(() => undefined)
  t.equal(await behave('well'), 'well')
})

t.test('input and output that are not plain data are refused', async (t) => {
  const { behave, run } = openPool(t)
  await t.rejects(behave('function'), { name: 'TypeError', message: /there is a function in it/ })
  await t.rejects(run(misbehave, { behavior: 'well', more: () => 1 }), {
    code: 'internal',
    message: /not plain data/,
  })
  t.equal(await behave('well'), 'well')
})

t.test('a result that would hold up everybody is refused', async (t) => {
  const { behave } = openPool(t)
  await t.rejects(behave('huge'), { code: 'internal', message: /larger than/ })
})

t.test('a thread sees no environment', async (t) => {
  t.equal(await openPool(t).behave('environment'), 0)
})

t.test('a file whose export is another transform is refused', async (t) => {
  const { pool } = openPool(t)
  const module = new URL('../../fixtures/transforms/wrong-address.ts', import.meta.url).href
  t.equal(wrongAddress.run('it says that it is sum.ts'), 'it says that it is sum.ts')
  t.throws(() => outputOf({ error: { name: 'TypeError', message: 'no', stack: undefined } }), {
    name: 'TypeError',
  })
  const answer = await pool.run({ module, input: '' }, [], never)
  t.throws(() => outputOf(answer), { name: 'TypeError', message: /is not a transform that names this file/ })
})

t.test('bytes move in both directions', async (t) => {
  const { pool } = openPool(t)
  const bytes = new Uint8Array([1, 2, 3])
  const task = { module: doubleBytes.module, input: { bytes } }
  const output = outputOf(await pool.run(task, [bytes.buffer], never))
  t.same(output, { bytes: new Uint8Array([2, 4, 6]), length: 3 })
  t.equal(bytes.length, 0, 'whoever gave them away has them no more')
})

t.test('those who wait are served in turn, and too many are refused', async (t) => {
  const { behave, pool } = openPool(t, { queue: 2 })
  await behave('well')
  const { signal, end } = callEnd()
  const order: number[] = []
  const looping = behave('loop', signal).catch((error: unknown) => error)
  const waiting = [1, 2].map(async (number) => {
    await behave('well')
    order.push(number)
  })
  t.equal(pool.waiting, 2)
  await nextTurn()
  await t.rejects(behave('well'), {
    code: 'overloaded',
    retryAfter: 1,
    message: /2 transforms .* are waiting/,
  })
  end()
  await Promise.all([looping, ...waiting])
  t.same(order, [1, 2])
  t.equal(pool.waiting, 0)
})

t.test('a call that ends while it waits says what it waited for', async (t) => {
  const { behave, pool } = openPool(t)
  await behave('well')
  const [first, second, third] = [callEnd(), callEnd(), callEnd()]
  const looping = behave('loop', first.signal).catch((error: unknown) => error)
  const late = behave('well', second.signal)
  const left = behave('well', third.signal)
  await nextTurn()
  second.end()
  third.end('cancelled')
  await t.rejects(late, { code: 'overloaded', message: /was taken until the call had to end/ })
  await t.rejects(left, { code: 'cancelled' })
  t.equal(pool.waiting, 0)
  first.end()
  await looping
  t.equal(await behave('well'), 'well')
})

t.test('idle threads end', async (t) => {
  const { behave, pool } = openPool(t, { idle: 1 })
  await behave('well')
  t.ok(await until(() => pool.threads === 0))
  t.equal(await behave('well'), 'well')
})

t.test('closing ends all threads, those at work too', async (t) => {
  const { behave, pool } = openPool(t)
  await behave('well')
  const looping = behave('loop').catch((error: unknown) => error)
  await nextTurn()
  await pool.close()
  t.match(await looping, { code: 'internal' })
  t.equal(pool.threads, 0)
})

import t, { type Test } from 'tap'
import { Problem } from '@patchbay/contract'
import { createLimiter, type Admission, type Limiter } from '../../src/limits/limiter.ts'
import { createMemoryState } from '../../src/shared-state/memory/create-memory-state.ts'
import { sharedKey } from '../../src/shared-state/shared-key.ts'
import type { BucketRule, Take } from '../../src/shared-state/shared-limits.ts'
import { virtualTime, type VirtualTime } from '../support/virtual-time.ts'

const ten: BucketRule = { kind: 'bucket', capacity: 10, refillPerSecond: 10 }
const take = (name: string, rule: BucketRule = ten, cost = 1): Take => ({
  key: sharedKey('test', name),
  rule,
  cost,
})

function open(t: Test, mostWaiting?: number): { limiter: Limiter; time: VirtualTime } {
  const time = virtualTime()
  const limiter = createLimiter({
    state: createMemoryState({ now: time.now }),
    now: time.now,
    wall: time.now,
    timers: time.timers,
    ...(mostWaiting === undefined ? {} : { mostWaiting }),
  })
  t.teardown(() => limiter.close())
  return { limiter, time }
}

/** Asks, and keeps what came of it. */
function ask(
  { limiter, time }: { limiter: Limiter; time: VirtualTime },
  takes: readonly Take[],
  { fairKey = 'a', patience = 60_000 } = {},
) {
  const deadline = time.deadline(patience)
  const asked: { admission?: Admission; error?: unknown; at?: number } & { deadline: typeof deadline } = {
    deadline,
  }
  const answer = limiter.acquire(takes, { deadline, fairKey })
  const keep = (admission: Admission): void => void Object.assign(asked, { admission, at: time.now() })
  if (answer instanceof Promise) {
    answer.then(keep, (error: unknown) => Object.assign(asked, { error }))
  } else keep(answer)
  return asked
}

const empty = (limiter: Limiter, ...takes: Take[]): void => {
  for (const one of takes) limiter.settle([{ ...one, cost: 10 }])
}

t.test('what is there is taken at once, without a promise', (t) => {
  const given = open(t)
  t.match(ask(given, [take('x')]).admission, { admitted: true, left: [9] })
  t.match(ask(given, []).admission, { admitted: true })
  t.end()
})

t.test('who comes too late for the bucket waits for it, if the wait fits', async (t) => {
  const given = open(t)
  empty(given.limiter, take('x'))
  const patient = ask(given, [take('x')])
  t.equal(given.limiter.waiting(take('x').key), 1)
  await given.time.advance(99)
  t.notOk(patient.admission)
  await given.time.advance(1)
  t.match(patient, { at: 100, admission: { admitted: true, waited: 100 } })
  t.equal(given.limiter.waiting(take('x').key), 0)
})

t.test('a wait that does not fit is refused at once, and says how long it would be', (t) => {
  const given = open(t)
  empty(given.limiter, take('x'))
  t.match(ask(given, [take('x', ten, 5)], { patience: 499 }).admission, {
    admitted: false,
    take: 0,
    left: 0,
    wait: 500,
    reason: 'spent',
  })
  t.end()
})

t.test('waiting may take no more than its share of the time', async (t) => {
  const { limiter, time } = open(t)
  empty(limiter, take('x'))
  const options = { deadline: time.deadline(1_000), share: 0.5, fairKey: 'a' }
  t.match(await limiter.acquire([take('x', ten, 6)], options), { admitted: false, wait: 600 })
  const waits = limiter.acquire([take('x', ten, 5)], options)
  // What comes between makes it longer than it seemed.
  limiter.settle([take('x', ten, 1)])
  await time.advance(500)
  t.match(await waits, { admitted: false, reason: 'spent' })
})

t.test('so is one behind others, by what they will take first', async (t) => {
  const given = open(t)
  empty(given.limiter, take('x'))
  for (let count = 0; count < 5; count += 1) ask(given, [take('x')])
  t.match(ask(given, [take('x')], { patience: 590 }).admission, { admitted: false, wait: 600 })
  const other = ask(given, [take('x')], { fairKey: 'b', patience: 210 })
  t.notOk(other.admission, 'but another key need not wait for all of them')
  await given.time.advance(200)
  t.match(other, { at: 200, admission: { admitted: true } })
})

t.test('a cost above what the bucket can hold is refused for good, also where others wait', (t) => {
  const given = open(t)
  t.match(ask(given, [take('x', ten, 11)]).admission, { admitted: false, wait: Infinity })
  empty(given.limiter, take('x'))
  ask(given, [take('x')])
  t.match(ask(given, [take('x', ten, 11)]).admission, { admitted: false, wait: Infinity })
  t.end()
})

t.test('two keys share evenly, whatever their demand', async (t) => {
  const given = open(t)
  empty(given.limiter, take('x'))
  const greedy = Array.from({ length: 200 }, () => ask(given, [take('x')], { fairKey: 'greedy' }))
  await given.time.advance(500)
  const modest = Array.from({ length: 20 }, () => ask(given, [take('x')], { fairKey: 'modest' }))
  const before = greedy.filter(({ at }) => at !== undefined).length
  await given.time.advance(4_000)
  const admitted = (list: typeof greedy): number => list.filter(({ at }) => at !== undefined).length
  t.equal(admitted(modest), 20)
  t.equal(admitted(greedy) - before, 20)
})

t.test('within a key the first to come is the first to go', async (t) => {
  const given = open(t)
  empty(given.limiter, take('x'))
  const asked = Array.from({ length: 5 }, () => ask(given, [take('x')]))
  await given.time.advance(1_000)
  t.same(
    asked.map(({ at }) => at),
    [100, 200, 300, 400, 500],
  )
})

t.test('one that needs much is not starved by many that need little', async (t) => {
  const given = open(t)
  empty(given.limiter, take('x'))
  const large = ask(given, [take('x', ten, 10)], { fairKey: 'large' })
  for (let round = 0; round < 100; round += 1) {
    ask(given, [take('x')], { fairKey: 'small' })
    await given.time.advance(50)
  }
  t.match(large, { at: 1_000, admission: { admitted: true } })
})

t.test('who needs two buckets waits for both, and holds up nobody who needs one', async (t) => {
  const given = open(t)
  const slow: BucketRule = { kind: 'bucket', capacity: 10, refillPerSecond: 1 }
  empty(given.limiter, take('x'), take('y', slow))
  const both = ask(given, [take('x'), take('y', slow)])
  const one = ask(given, [take('x')])
  await given.time.advance(2_000)
  t.match(one, { at: 100 })
  t.match(both, { at: 1_000, admission: { admitted: true, waited: 1_000 } })
})

t.test('who goes away leaves the line', async (t) => {
  const given = open(t)
  empty(given.limiter, take('x'))
  const first = ask(given, [take('x')])
  const second = ask(given, [take('x')])
  first.deadline.abort(new Problem('cancelled'))
  await given.time.advance(100)
  t.match(first.error, { code: 'cancelled' })
  t.match(second, { at: 100, admission: { admitted: true } })
})

t.test('who runs out of time in the line is told of the limit', async (t) => {
  const given = open(t)
  empty(given.limiter, take('x'))
  const asked = ask(given, [take('x')])
  asked.deadline.abort(new Problem('vendor_timeout'))
  await given.time.settle()
  t.match(asked, { error: undefined, admission: { admitted: false, take: 0, reason: 'spent' } })
  t.equal(given.limiter.waiting(take('x').key), 0)
})

t.test('a line has an end', (t) => {
  const given = open(t, 2)
  empty(given.limiter, take('x'))
  ask(given, [take('x')])
  ask(given, [take('x')])
  t.match(ask(given, [take('x')]).admission, { admitted: false, reason: 'crowded', wait: 300 })
  t.end()
})

t.test('a hold that is released lets the next one in at once', async (t) => {
  const given = open(t)
  const rule: BucketRule = { kind: 'concurrency', amount: 1, holdFor: 60_000 }
  const hold = (holder: string): Take => ({ ...take('x', rule), holder })
  ask(given, [hold('one')])
  const second = ask(given, [hold('two')], { patience: 1_000 })
  await given.time.advance(10)
  t.notOk(second.admission)
  given.limiter.release([hold('one')])
  await given.time.settle()
  t.match(second, { at: 10, admission: { admitted: true, waited: 10 } })
})

t.test('a hold that is not released is not waited for longer than the time allows', async (t) => {
  const given = open(t)
  const rule: BucketRule = { kind: 'concurrency', amount: 1, holdFor: 60_000 }
  ask(given, [{ ...take('x', rule), holder: 'one' }])
  const second = ask(given, [{ ...take('x', rule), holder: 'two' }], { patience: 300 })
  t.notOk(second.admission, 'it may be released at any time')
  await given.time.advance(300)
  t.match(second, { at: 300, admission: { admitted: false, reason: 'spent' } })
})

t.test('what is given back, and what the vendor says, wakes who waits', async (t) => {
  const given = open(t)
  empty(given.limiter, take('x'), take('y'))
  const one = ask(given, [take('x', ten, 5)])
  const other = ask(given, [take('y', ten, 5)])
  given.limiter.settle([take('x', ten, -5)])
  given.limiter.learn(take('y').key, ten, { left: 7 })
  await given.time.settle()
  t.match([one, other], [{ at: 0 }, { at: 0 }])
  t.match(ask(given, [take('y')]).admission, { left: [1] })
})

import t from 'tap'
import { Problem } from '@patchbay/contract'
import type { Caller } from '../../src/access/caller.ts'
import { createKnownCallers } from '../../src/access/known-callers.ts'
import { operator } from '../../src/access/operator.ts'

/** Callers whose look-ups the test answers. */
function open() {
  const clock = { time: 0 }
  const waiting: { resolve: (caller: Caller) => void; reject: (error: Error) => void }[] = []
  const callers = createKnownCallers({
    now: () => clock.time,
    find: () => new Promise((resolve, reject) => waiting.push({ resolve, reject })),
    isVerdict: (error) => Problem.is(error) && error.code === 'unauthenticated',
  })
  const caller = (id: string, validUntil = Infinity): Caller => ({
    principal: { ...operator, id },
    validUntil,
  })
  const learn = async (header: string, found: Caller): Promise<Caller> => {
    const learned = callers.learn(header)
    waiting.shift()?.resolve(found)
    return learned
  }
  return { clock, waiting, callers, caller, learn }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

t.test('a caller is looked up once for all who ask, and then known', async (t) => {
  const { callers, waiting, caller } = open()
  const asked = [callers.learn('a'), callers.learn('a'), callers.learn('a')]
  t.equal(waiting.length, 1)
  const found = caller('one')
  waiting[0]?.resolve(found)
  t.same(new Set(await Promise.all(asked)), new Set([found]))
  t.equal(callers.get('a', 0), found)
  t.equal(callers.get('b', 0), undefined)
})

t.test('nobody is known beyond the end', async (t) => {
  const { callers, caller, learn } = open()
  await learn('a', caller('one', 1_000))
  t.ok(callers.get('a', 999))
  t.equal(callers.get('a', 1_000), undefined)
  t.equal(callers.get('a', 0), undefined, 'nor again')
})

t.test('what changes while it is looked up is looked up again', async (t) => {
  const { callers, waiting, caller } = open()
  const learned = callers.learn('a')
  callers.forget(() => false)
  waiting.shift()?.resolve(caller('before'))
  await turn()
  t.equal(callers.get('a', 0), undefined)
  const after = caller('after')
  waiting.shift()?.resolve(after)
  t.equal(await learned, after)
  t.equal(callers.get('a', 0), after)
})

t.test('those that have changed are forgotten, and no others', async (t) => {
  const { callers, caller, learn } = open()
  await learn('a', caller('one'))
  await learn('b', caller('two'))
  callers.forget(({ principal: { id } }) => id === 'one')
  t.equal(callers.get('a', 0), undefined)
  t.ok(callers.get('b', 0))
})

t.test('after a minute a caller is looked up beside its requests; only a verdict ends it', async (t) => {
  const { callers, clock, waiting, caller, learn } = open()
  await learn('a', caller('one'))
  clock.time = 60_000
  t.ok(callers.get('a', clock.time))
  t.ok(callers.get('a', clock.time))
  t.equal(waiting.length, 1)
  waiting.shift()?.reject(new Problem('state_unavailable'))
  await turn()
  t.ok(callers.get('a', clock.time), 'the store is away')
  clock.time = 120_000
  callers.get('a', clock.time)
  waiting.shift()?.reject(new Problem('unauthenticated'))
  await turn()
  t.equal(callers.get('a', clock.time), undefined)
})

t.test('there are never more than a bounded number', async (t) => {
  const { callers, caller, learn } = open()
  for (let count = 0; count <= 10_000; count += 1) await learn(`header ${count}`, caller('one'))
  t.equal(callers.get('header 0', 0), undefined)
  t.ok(callers.get('header 1', 0))
  t.ok(callers.get('header 10000', 0))
})

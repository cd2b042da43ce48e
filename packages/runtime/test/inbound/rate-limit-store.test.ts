import t from 'tap'
import { rateLimitStore } from '../../src/inbound/rate-limit-store.ts'
import { createLimiter, type Limiter } from '../../src/limits/limiter.ts'
import { createMemoryState } from '../../src/shared-state/memory/create-memory-state.ts'

const window = 60_000

type Counted = { current: number; ttl: number } | undefined

const open = (limiter: Pick<Limiter, 'tryAcquire'>, groupId: string) => {
  const Store = rateLimitStore(limiter as Limiter)
  const store = new Store({}).child({ groupId } as never)
  return (caller: string): Promise<Counted> =>
    new Promise((resolve, reject) =>
      store.incr(caller, (error, counted) => (error === null ? resolve(counted) : reject(error)), window, 2),
    )
}

t.test('counts each caller in each policy by itself, over a window that slides', async (t) => {
  let time = 0
  const limiter = createLimiter({ state: createMemoryState({ now: () => time }), now: () => time })
  t.teardown(() => limiter.close())
  const calls = open(limiter, 'calls')
  const reads = open(limiter, 'reads')
  t.same(await calls('a'), { current: 1, ttl: window })
  time = 50_000
  t.same(await calls('a'), { current: 2, ttl: window })
  t.same(await calls('a'), { current: 3, ttl: 10_000 })
  t.same(await calls('b'), { current: 1, ttl: window })
  t.same(await reads('a'), { current: 1, ttl: window })
  time = 60_000
  t.same(await calls('a'), { current: 2, ttl: window }, 'one came free, not two')
  t.same(await calls('a'), { current: 3, ttl: 50_000 })
})

t.test('a limiter that answers later is waited for', async (t) => {
  const calls = open({ tryAcquire: async () => ({ admitted: true, left: [1.5] }) }, 'calls')
  t.same(await calls('a'), { current: 1, ttl: window })
})

t.test('what a share of the limit never holds may be had within a window', async (t) => {
  const refusal = { admitted: false, take: 0, left: 0, wait: Infinity, reason: 'spent' } as const
  const calls = open({ tryAcquire: () => refusal }, 'calls')
  t.same(await calls('a'), { current: 3, ttl: window })
})

t.test('a limiter that fails is a failure', async (t) => {
  const calls = open({ tryAcquire: () => Promise.reject(new Error('broken')) }, 'calls')
  await t.rejects(calls('a'), /broken/)
})

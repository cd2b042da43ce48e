import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import t, { type Test } from 'tap'
import { startRedis, type RedisServer } from '@patchbay/test-servers'
import { createRedisState, type RedisState } from '../../../src/shared-state/redis/create-redis-state.ts'
import { until } from '../../support/until.ts'
import { outcomes } from './every-verb.ts'
import { openRedisState, whenUp } from './open-redis-state.ts'

// Far above what a busy machine needs for an answer, far below what a test waits for one.
const commandTimeout = 1_000

async function open(t: Test): Promise<{ redis: RedisServer; state: RedisState }> {
  const redis = await startRedis({ own: true })
  const state = await openRedisState(t, { url: redis.url, prefix: redis.prefix, commandTimeout })
  t.teardown(() => redis.stop())
  return { redis, state }
}

const allAre = (outcome: string, all: Record<string, string>): string[] =>
  Object.entries(all)
    .filter(([, one]) => one !== outcome)
    .map(([name, one]) => `${name}: ${one}`)

/** Publishes until it is heard. */
async function isHeard(state: RedisState): Promise<boolean> {
  let heard = 0
  const end = state.messages.subscribe('news', () => (heard += 1))
  const done = await until(async () => {
    await Promise.resolve(state.messages.publish('news', 'a')).catch(() => undefined)
    await sleep(10)
    return heard > 0
  }, 20_000)
  end()
  return done
}

t.test('killed: refuses at once, and is back by itself when the server is', async (t) => {
  const { redis, state } = await open(t)
  const heard: string[] = []
  state.messages.subscribe('kept', (message) => heard.push(message))
  t.same(allAre('answered', await outcomes(state)), [])
  const inFlight = outcomes(state)
  await redis.kill()
  t.notOk(Object.values(await inFlight).includes('hangs'), 'none hangs')
  await whenUp(state.availability, false)
  t.same(allAre('SharedStateUnavailable', await outcomes(state)), [])
  await redis.restart()
  await whenUp(state.availability)
  t.same(allAre('answered', await outcomes(state)), [])
  t.ok(
    await until(async () => {
      await Promise.resolve(state.messages.publish('kept', 'again')).catch(() => undefined)
      await sleep(10)
      return heard.length > 0
    }, 20_000),
    'a subscription from before is heard',
  )
})

t.test('hung: counts as away after the budget, refuses at once, and is back when it answers', async (t) => {
  const { redis, state } = await open(t)
  redis.pause()
  const first = outcomes(state)
  await whenUp(state.availability, false)
  t.same(allAre('SharedStateUnavailable', await first), [], 'those on their way are given up')
  t.same(allAre('SharedStateUnavailable', await outcomes(state)), [])
  // Longer than a connection may be silent, so that it is taken for dead as well.
  await sleep(2_500)
  t.notOk(state.availability.isUp)
  redis.resume()
  await whenUp(state.availability)
  t.same(allAre('answered', await outcomes(state)), [])
  t.ok(await isHeard(state), 'messages are heard again')
})

t.test('hung with nobody asking: notices by itself', async (t) => {
  const { redis, state } = await open(t)
  redis.pause()
  await whenUp(state.availability, false)
  t.pass('it is down')
  redis.resume()
  await whenUp(state.availability)
})

t.test('wiped: goes on with scripts loaded anew and everything empty', async (t) => {
  const { redis, state } = await open(t)
  const other = await openRedisState(t, { url: redis.url, prefix: redis.prefix, commandTimeout })
  t.same(allAre('answered', await outcomes(state)), [])
  t.ok(await until(() => state.availability.instances === 2, 10_000), 'both are counted')
  const admin = new Redis(redis.port)
  t.teardown(() => admin.disconnect())
  await admin.script('FLUSH')
  t.same(allAre('answered', await outcomes(state)), [])
  await admin.flushall()
  await admin.script('FLUSH')
  t.same(allAre('answered', await outcomes(state)), [])
  t.ok(state.availability.isUp)
  t.equal(state.availability.instances, 2, 'the fleet is not thought smaller')
  await other.close()
})

t.test('full: what cannot be written to counts as away, and is back when there is room', async (t) => {
  const { redis, state } = await open(t)
  const admin = new Redis(redis.port)
  t.teardown(() => admin.disconnect())
  await admin.config('SET', 'maxmemory', '1')
  await whenUp(state.availability, false)
  t.match(state.availability.reason, /OOM/)
  t.same(allAre('SharedStateUnavailable', await outcomes(state)), [])
  await admin.config('SET', 'maxmemory', '0')
  await whenUp(state.availability)
  t.same(allAre('answered', await outcomes(state)), [])
})

t.test('away at the start: refuses, and comes when the server does', async (t) => {
  const redis = await startRedis({ own: true })
  t.teardown(() => redis.stop())
  await redis.kill()
  const state = createRedisState({ url: redis.url, prefix: redis.prefix, commandTimeout })
  t.teardown(() => state.close())
  t.same(allAre('SharedStateUnavailable', await outcomes(state)), [])
  t.ok(await until(() => /ECONNREFUSED/.test(state.availability.reason)), 'it says why')
  await redis.restart()
  await whenUp(state.availability)
  t.same(allAre('answered', await outcomes(state)), [])
})

t.test('closed: refuses, and leaves the fleet', async (t) => {
  const { redis, state } = await open(t)
  await state.close()
  t.same(allAre('SharedStateUnavailable', await outcomes(state)), [])
  const admin = new Redis(redis.port)
  t.teardown(() => admin.disconnect())
  t.equal(await admin.zcard(`${redis.prefix}:{instances}`), 0)
})

t.test('nothing stays for ever', async (t) => {
  const { redis, state } = await open(t)
  await outcomes(state)
  const admin = new Redis(redis.port)
  t.teardown(() => admin.disconnect())
  const keys = await admin.keys('*')
  t.ok(keys.length > 3)
  for (const key of keys) {
    t.ok(key.startsWith(`${redis.prefix}:{`), key)
    t.ok((await admin.pttl(key)) > 0, `${key} ends`)
  }
})

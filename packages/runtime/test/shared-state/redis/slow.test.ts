import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { startFaultProxy } from '@patchbay/fault-proxy'
import { startRedis } from '@patchbay/test-servers'
import { openRedisState, whenUp } from './open-redis-state.ts'

t.test('a Redis that answers too late counts as away for as long as that lasts', async (t) => {
  const redis = await startRedis()
  const proxy = await startFaultProxy()
  t.teardown(() => proxy.close())
  t.teardown(() => redis.stop())
  const { hostname, port } = new URL(redis.url)
  const line = await proxy.proxies.add({ name: 'redis', upstream: `${hostname}:${port}` })
  const state = await openRedisState(t, {
    url: `redis://${line.listen}`,
    prefix: redis.prefix,
    commandTimeout: 500,
  })
  for (const toxic of [
    { name: 'slow', type: 'latency', attributes: { latency: 1_500 } },
    { name: 'narrow', type: 'bandwidth', attributes: { rate: 1 } },
    { name: 'cut', type: 'reset_peer', attributes: { timeout: 0 } },
  ] as const) {
    line.toxics.set({ ...toxic, stream: 'upstream', toxicity: 1 })
    await whenUp(state.availability, false)
    let changes = 0
    const end = state.availability.onChange(() => (changes += 1))
    await sleep(2_500)
    end()
    t.notOk(state.availability.isUp, toxic.type)
    t.equal(changes, 0, 'it does not come and go')
    line.toxics.clear()
    await whenUp(state.availability)
    t.pass('and is back')
  }
})

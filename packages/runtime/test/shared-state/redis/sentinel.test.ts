import t from 'tap'
import { startRedisSentinel } from '@patchbay/test-servers'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import { until } from '../../support/until.ts'
import { outcomes } from './every-verb.ts'
import { openRedisState, whenUp } from './open-redis-state.ts'

t.test('after a failover the new master is used', async (t) => {
  const sentinel = await startRedisSentinel()
  t.teardown(() => sentinel.stop())
  const state = await openRedisState(t, { url: sentinel.url, prefix: 'test', commandTimeout: 1_000 })
  const key = sharedKey('kept', 'value')
  await state.values.set(key, 'before', { ttl: 60_000 })
  await sentinel.master.kill()
  await whenUp(state.availability, false)
  await whenUp(state.availability)
  t.equal(await sentinel.masterPort(), sentinel.replica.port)
  t.same(new Set(Object.values(await outcomes(state))), new Set(['answered']))
  let heard = false
  state.messages.subscribe('news', () => (heard = true))
  t.ok(
    await until(async () => {
      await state.messages.publish('news', 'a')
      return heard
    }, 20_000),
    'and hears',
  )
})

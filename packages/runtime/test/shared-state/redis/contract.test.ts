import t from 'tap'
import { startRedis } from '@patchbay/test-servers'
import { contract } from '../contract/whole.ts'
import { openRedisState } from './open-redis-state.ts'

const redis = await startRedis()
const state = await openRedisState(t, redis)
t.teardown(() => redis.stop())
contract(t, () => state)

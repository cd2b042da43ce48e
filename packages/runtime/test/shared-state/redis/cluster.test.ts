import t from 'tap'
import { startRedisCluster } from '@patchbay/test-servers'
import { contract } from '../contract/whole.ts'
import { openRedisState } from './open-redis-state.ts'

const cluster = await startRedisCluster()
const state = await openRedisState(t, { url: cluster.url, prefix: 'test' })
t.teardown(() => cluster.stop())
contract(t, () => state)

export { startRedisCluster, type RedisCluster } from './redis-cluster.ts'
export { startRedisSentinel, type RedisSentinel } from './redis-sentinel.ts'
export { startRedis, type RedisOptions, type RedisServer } from './redis.ts'

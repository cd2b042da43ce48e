export { askPostgres } from './ask-postgres.ts'
export { freePort } from './free-port.ts'
export { startHaproxy, type LoadBalancer, type LoadBalancerOptions } from './haproxy.ts'
export { startPostgres, type PostgresOptions, type PostgresServer } from './postgres.ts'
export { startRedisCluster, type RedisCluster } from './redis-cluster.ts'
export { startRedisSentinel, type RedisSentinel } from './redis-sentinel.ts'
export { startRedis, type RedisOptions, type RedisServer } from './redis.ts'
export {
  clientId,
  clientSecret,
  startIdentityProvider,
  type IdentityBehavior,
  type IdentityEvent,
  type IdentityProvider,
} from './identity-provider/identity-provider.ts'
export { TokenFamilies, type RotationRule } from './identity-provider/token-families.ts'
export { startSignInProvider, type SignInProvider } from './identity-provider/sign-in-provider.ts'

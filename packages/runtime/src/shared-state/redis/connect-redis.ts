import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { RedisLocation } from './parse-redis-url.ts'

/** A connection to one server, or one to each node of a cluster. */
export type RedisClient = Redis | Cluster

const connectTimeout = 500
// Long for an answer, since the budget of a call ends much earlier; then the connection itself is taken for dead.
const socketTimeout = 2_000
const longestRetry = 250

const retryDelay = (times: number): number => Math.min(50 * times, longestRetry)

/**
 * Opens a client that never queues: what cannot be sent now fails now. It reconnects for ever. ioredis would queue
 * without a bound and wait without an end by default.
 */
export function connectRedis(location: RedisLocation, name: string): RedisClient {
  const { addresses, username, password, db, isEncrypted } = location
  const options = {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(isEncrypted ? { tls: {} } : {}),
    connectionName: name,
    connectTimeout,
    socketTimeout,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    retryStrategy: retryDelay,
    // A master that has become a replica: the next connection finds the new one.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  } satisfies RedisOptions
  switch (location.kind) {
    case 'standalone':
      return new Redis({ ...options, ...addresses[0], db })
    case 'sentinel':
      return new Redis({
        ...options,
        db,
        sentinels: [...addresses],
        name: location.masterName,
        enableTLSForSentinelMode: isEncrypted,
        sentinelRetryStrategy: retryDelay,
        sentinelReconnectStrategy: retryDelay,
        sentinelCommandTimeout: connectTimeout,
        failoverDetector: true,
      })
    case 'cluster':
      return new Cluster([...addresses], {
        redisOptions: options,
        enableOfflineQueue: false,
        clusterRetryStrategy: retryDelay,
        retryDelayOnFailover: longestRetry,
        slotsRefreshTimeout: connectTimeout,
        slotsRefreshInterval: 5_000,
      })
  }
}

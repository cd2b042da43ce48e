import { noMeter, type SharedStateMeter } from '../shared-state-metrics.ts'
import type { SharedState } from '../shared-state.ts'
import { connectRedis } from './connect-redis.ts'
import { parseRedisUrl } from './parse-redis-url.ts'
import { RedisCache } from './redis-cache.ts'
import { RedisLeases } from './redis-leases.ts'
import { RedisLimits } from './redis-limits.ts'
import { RedisLink } from './redis-link.ts'
import { RedisMessages } from './redis-messages.ts'
import { RedisValues } from './redis-values.ts'
import { defineScripts } from './scripts.ts'
import { Store } from './store.ts'

export interface RedisStateOptions {
  /** See `parseRedisUrl`. */
  readonly url: string
  /** What every key and channel begins with, so that several installations can share a Redis. No braces. */
  readonly prefix: string
  /** Milliseconds that one verb may take. Default: 50. */
  readonly commandTimeout?: number
  readonly meter?: SharedStateMeter
  /** Milliseconds since 1970 that limits count with instead of the clock of Redis, for tests. */
  readonly now?: () => number
}

/** A state in Redis. It is down at first, and up as soon as Redis answers. */
export interface RedisState extends SharedState {
  readonly kind: 'redis'
  readonly availability: RedisLink
}

/** Throws a `TypeError` if the URL is wrong, and at nothing else: Redis may be away. */
export function createRedisState(options: RedisStateOptions): RedisState {
  const { url, prefix, commandTimeout = 50, meter = noMeter, now } = options
  const location = parseRedisUrl(url)
  const client = connectRedis(location, prefix)
  const subscriber = connectRedis(location, `${prefix}-messages`)
  const scripts = defineScripts(client)
  const link = new RedisLink({ client, heartbeat: scripts.heartbeat, prefix, budget: commandTimeout, meter })
  const store = new Store(link, scripts, prefix, meter)
  const messages = new RedisMessages(client, subscriber, store)
  return {
    kind: 'redis',
    limits: new RedisLimits(store, now),
    values: new RedisValues(client, store),
    leases: new RedisLeases(store),
    cache: new RedisCache(store),
    messages,
    availability: link,
    async close() {
      await link.close()
      messages.end()
      client.disconnect()
    },
  }
}

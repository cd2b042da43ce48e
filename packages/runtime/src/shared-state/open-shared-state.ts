import type { Registry } from 'prom-client'
import type { Logger } from 'pino'
import { inMilliseconds } from '../configuration/durations.ts'
import { ConfigurationError } from '../configuration/read-settings.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { createMemoryState, type MemoryState } from './memory/create-memory-state.ts'
import { createRedisState, type RedisState } from './redis/create-redis-state.ts'
import { parseRedisUrl } from './redis/parse-redis-url.ts'
import { createSharedStateMeter } from './shared-state-metrics.ts'

export interface OpenSharedStateOptions {
  readonly settings: Pick<Settings, 'redisUrl' | 'redisPrefix' | 'redisTimeout'>
  /** Where the metrics go. */
  readonly registry: Registry
  readonly log: Logger
  readonly redactor: Redactor
}

// Long enough for a Redis that is there to be up before the first call comes.
const startWithin = 1_000

/**
 * Opens the state that the instances share: in memory without REDIS_URL, else in Redis. It is open even if Redis is away.
 * Rejects with a `ConfigurationError` if the URL or the prefix is wrong.
 */
export async function openSharedState(options: OpenSharedStateOptions): Promise<MemoryState | RedisState> {
  const { settings, registry, log, redactor } = options
  const { redisUrl: url, redisPrefix: prefix, redisTimeout } = settings
  const meter = createSharedStateMeter(registry)
  if (url === undefined) {
    meter.up(true)
    return createMemoryState()
  }
  redactor.protect(url)
  redactor.protect(passwordIn(url) ?? '')
  if (/[{}]/.test(prefix)) throw new ConfigurationError(['PATCHBAY_REDIS_PREFIX: must not have braces'])
  const state = createRedisState({ url, prefix, commandTimeout: inMilliseconds(redisTimeout), meter })
  await whenUp(state, startWithin)
  tell(state, log)
  state.availability.onChange(() => tell(state, log))
  return state
}

function passwordIn(url: string): string | undefined {
  try {
    return parseRedisUrl(url).password
  } catch (error) {
    throw new ConfigurationError([`REDIS_URL: ${(error as Error).message}`])
  }
}

function tell({ availability }: RedisState, log: Logger): void {
  const { isUp, instances, reason } = availability
  if (isUp) log.info({ instances }, 'Redis answers; limits, breakers and caches are shared')
  else log.warn({ reason }, 'Redis is away; this instance goes on with its share of the limits')
}

/** Resolves when it is up, or after so many milliseconds. */
function whenUp({ availability }: RedisState, patience: number): Promise<void> {
  if (availability.isUp) return Promise.resolve()
  return new Promise((resolve) => {
    const end = availability.onChange(finish)
    const timer = setTimeout(finish, patience)
    function finish(): void {
      clearTimeout(timer)
      end()
      resolve()
    }
  })
}

import { pino } from 'pino'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { openSharedState } from '../../shared-state/open-shared-state.ts'
import { parseRedisUrl } from '../../shared-state/redis/parse-redis-url.ts'
import { createMetrics } from '../../telemetry/metrics.ts'
import { createRedactor } from '../../telemetry/redaction/redactor.ts'

/** Whether the address of Redis can be read; with `connect`, whether Redis answers there. */
export async function checkRedis(settings: Settings, connect: boolean): Promise<string | undefined> {
  const { redisUrl } = settings
  if (redisUrl === undefined) return undefined
  if (!connect) {
    try {
      parseRedisUrl(redisUrl)
    } catch (error) {
      throw new ConfigurationError([`REDIS_URL: ${(error as Error).message}`])
    }
    return 'address of Redis'
  }
  const state = await openSharedState({
    settings,
    registry: createMetrics().registry,
    log: pino({ level: 'silent' }),
    redactor: createRedactor(),
  })
  try {
    if (!state.availability.isUp) throw new ConfigurationError(['REDIS_URL: no Redis answers there'])
    return 'Redis answers'
  } finally {
    await state.close()
  }
}

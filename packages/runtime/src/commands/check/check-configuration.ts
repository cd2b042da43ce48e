import { examineSettings, ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { trustedProxies } from '../../inbound/trusted-proxies.ts'
import { checkConnections } from './check-connections.ts'
import { checkIssuers } from './check-issuers.ts'
import { checkRedis } from './check-redis.ts'
import { checkStore } from './check-store.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface CheckReport {
  /** What was found to be right, in words. */
  readonly checked: readonly string[]
}

/** One look at the configuration: what is right, in words. Rejects with a `ConfigurationError`. */
type Check = () => Promise<string | undefined> | string | undefined

/**
 * Checks all that can be checked without serving; with `connect` it asks the servers too. Rejects with a
 * `ConfigurationError` that lists everything wrong.
 */
export async function checkConfiguration(environment: Environment, connect: boolean): Promise<CheckReport> {
  const { settings, problems } = examineSettings(environment)
  const found = [...problems]
  const checked = problems.length === 0 ? ['settings'] : []
  for (const check of checksOf(settings, environment, connect)) {
    try {
      const words = await check()
      if (words !== undefined) checked.push(words)
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error
      found.push(...error.problems)
    }
  }
  if (found.length > 0) throw new ConfigurationError([...new Set(found)])
  return { checked }
}

function checksOf(settings: Settings, environment: Environment, connect: boolean): readonly Check[] {
  return [
    () => void trustedProxies(settings.trustedProxies),
    () => checkConnections(settings, environment),
    () => checkIssuers(settings),
    () => checkStore(settings, connect),
    () => checkRedis(settings, connect),
  ]
}

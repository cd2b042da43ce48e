import { secondsToPacificMidnight } from '@patchbay/google'

/** A quota of a property that is spent. */
export interface SpentQuota {
  readonly name: string
  /** The end of the name of its limit; undefined where there is none. */
  readonly limit?: 'TokensPerDay' | 'TokensPerHour' | 'TokensPerProjectPerHour'
  /** How long to leave it alone. */
  readonly seconds: number
}

// Others may hold the requests at once; half a minute lets most reports end.
const crowdedFor = 30
// Google says "in under 60 minutes" without saying when: a look after half of that is worth a request.
const hourly = 1_800
const daily = 12 * 3_600

/** Which quota Google's refusal speaks of. `now` is when it answered, in milliseconds, or NaN. */
export function spentQuota(message: string, now: number): SpentQuota | undefined {
  if (!/^Exhausted /i.test(message)) return undefined
  if (/concurrent requests/i.test(message)) return { name: 'requests at once', seconds: crowdedFor }
  if (/tokens for a project per hour/i.test(message))
    return { name: 'tokens of an hour for the project', limit: 'TokensPerProjectPerHour', seconds: hourly }
  if (/tokens per hour/i.test(message))
    return { name: 'tokens of an hour', limit: 'TokensPerHour', seconds: hourly }
  if (/tokens per day/i.test(message))
    return {
      name: 'tokens of a day',
      limit: 'TokensPerDay',
      seconds: secondsToPacificMidnight(now) ?? daily,
    }
  if (/thresholded/i.test(message)) return { name: 'requests that may withhold data', seconds: hourly }
  if (/server errors/i.test(message)) return { name: 'failures of an hour', seconds: hourly }
  return { name: 'quota', seconds: hourly }
}

import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { failure, invalid } from './answers.ts'
import type { Profile } from './profile.ts'

/** What Zoho remembers of how often it was asked. */
export interface Throttle {
  windowStart: number
  calls: number
  lockedUntil: number
}

export const openThrottle = (): Throttle => ({ windowStart: 0, calls: 0, lockedUntil: 0 })

/** Counts a request. The answer of the lock, if it is closed; every request keeps it closed for longer. */
export function refusalOf(throttle: Throttle, profile: Profile, now: number): EmulatorAnswer | undefined {
  if (now >= throttle.windowStart + 60_000) Object.assign(throttle, { windowStart: now, calls: 0 })
  throttle.calls += 1
  if (now >= throttle.lockedUntil && throttle.calls <= profile.callsPerMinute) return undefined
  throttle.lockedUntil = now + profile.lockMilliseconds
  return lockAnswer(profile)
}

export function lockAnswer({ lockForm, lockMilliseconds }: Profile): EmulatorAnswer {
  switch (lockForm) {
    case '429':
      return { status: 429, headers: { 'content-type': 'text/html' }, body: '' }
    case '400':
      return failure(
        400,
        `You have exceeded the limit. Try again after ${Math.ceil(lockMilliseconds / 60_000)} minutes`,
        'URL_ROLLING_THROTTLES_LIMIT_EXCEEDED',
      )
    case '500':
      return invalid('LIMIT_EXCEEDED: too many requests', 500, 'Internal Error')
  }
}

import type { Profile } from './profile.ts'

interface Caller {
  windowStart: number
  calls: number
  lockedUntil: number
}

/**
 * Bing's guard against too many calls of a key. Once it has closed, every call keeps it closed for longer.
 */
export interface Throttle {
  /** Counts a call, and says whether it may pass. `now` is in milliseconds since 1970. */
  admits(key: string, now: number): boolean
}

export function createThrottle({ callsPerMinute, throttleMilliseconds }: Profile): Throttle {
  const callers = new Map<string, Caller>()
  return {
    admits(key, now) {
      const caller = callers.get(key) ?? { windowStart: now, calls: 0, lockedUntil: 0 }
      callers.set(key, caller)
      if (now >= caller.windowStart + 60_000) Object.assign(caller, { windowStart: now, calls: 0 })
      caller.calls += 1
      if (now >= caller.lockedUntil && caller.calls <= callsPerMinute) return true
      caller.lockedUntil = now + throttleMilliseconds
      return false
    },
  }
}

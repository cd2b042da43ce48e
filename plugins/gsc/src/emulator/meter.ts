import { pacificDate } from '@patchbay/google'

/** Counts what was used of quotas. */
export interface Meter {
  /** Takes an amount in a span of milliseconds that begins with its first use; false where it would be too much. */
  takeInSpan(name: string, amount: number, most: number, span: number, now: number): boolean
  /** Takes one of a day in California. */
  takeToday(name: string, most: number, now: number): boolean
}

export function createMeter(): Meter {
  const spans = new Map<string, { start: number; used: number }>()
  const days = new Map<string, { date: string; used: number }>()
  return {
    takeInSpan(name, amount, most, span, now) {
      const current = spans.get(name)
      const entry = current === undefined || now >= current.start + span ? { start: now, used: 0 } : current
      spans.set(name, entry)
      if (entry.used + amount > most) return false
      entry.used += amount
      return true
    },
    takeToday(name, most, now) {
      const date = pacificDate(now)
      const current = days.get(name)
      const entry = current?.date === date ? current : { date, used: 0 }
      days.set(name, entry)
      if (entry.used >= most) return false
      entry.used += 1
      return true
    },
  }
}

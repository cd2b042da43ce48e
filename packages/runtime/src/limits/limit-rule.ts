import { milliseconds, type Limit } from '@patchbay/contract'
import type { BucketRule } from '../shared-state/shared-limits.ts'
import { calendarDay } from './calendar-day.ts'

export interface RuleParts {
  /** Milliseconds after which a hold that nobody released is taken back. */
  readonly holdFor: number
  /** Milliseconds since 1970. */
  readonly wall: () => number
}

/** How the buckets of a declared limit fill. A function, because that of a calendar day is another one each day. */
export function ruleOf(limit: Limit, { holdFor, wall }: RuleParts): () => BucketRule {
  switch (limit.kind) {
    case 'bucket':
      return constant({
        kind: 'bucket',
        capacity: limit.capacity,
        refillPerSecond: limit.refillPerSecond,
      })
    case 'concurrency':
      return constant({ kind: 'concurrency', amount: limit.amount, holdFor })
    case 'window': {
      const { amount, timeZone } = limit
      if (timeZone === undefined) {
        return constant({ kind: 'window', amount, window: milliseconds(limit.window) })
      }
      let today: (BucketRule & { kind: 'period' }) | undefined
      return () => {
        const time = wall()
        if (today === undefined || time >= today.endsAt) {
          const { name, endsAt } = calendarDay(timeZone, time)
          today = { kind: 'period', amount, period: name, endsAt, isLasting: true }
        }
        return today
      }
    }
  }
}

const constant = (rule: BucketRule) => (): BucketRule => rule

import type { CallCounts } from '../statistics/call-history.ts'
import type { Events } from './burn-rates.ts'
import { countWithin } from './latency-bounds.ts'
import type { Objective } from './objective.ts'

export const noEvents: Events = { total: 0, good: 0 }

export const addEvents = (one: Events, other: Events): Events => ({
  total: one.total + other.total,
  good: one.good + other.good,
})

/** What an objective makes of what calls came to. What callers did wrong is nobody's promise, and left out of all. */
export function countEvents(
  { kind, threshold = 0 }: Pick<Objective, 'kind' | 'threshold'>,
  counts: CallCounts,
): Events {
  const { calls, callerErrors, vendorErrors, ownErrors, buckets, staleAnswers } = counts
  const asked = calls - callerErrors
  const answered = asked - vendorErrors - ownErrors
  switch (kind) {
    case 'availability':
      return { total: asked, good: answered }
    case 'latency':
      // Failures are among them: a caller waits for those as well.
      return { total: buckets.reduce((sum, count) => sum + count, 0), good: countWithin(buckets, threshold) }
    case 'freshness':
      // What nobody counts is not taken to be good.
      return staleAnswers === undefined ? noEvents : { total: answered, good: answered - staleAnswers }
  }
}

import type { LimitState } from '../limits/limit-overview.ts'
import type { HealthReason } from './connector-health.ts'
import type { FirstSeen } from './first-seen.ts'

/**
 * Whether calls cannot go on. A bucket that is empty fills again within moments, and counts only where somebody waits; one
 * of calls at the same time is in use, which is what it is for.
 */
const isExhausted = ({ kind, left, waiting, pausedUntil }: LimitState): boolean =>
  pausedUntil !== null || (left < 1 && (kind === 'window' || (kind === 'bucket' && waiting > 0)))

/** One for each connector, however many of its limits are spent. `scope` keeps apart who asks. */
export async function limitReasons(
  states: readonly LimitState[],
  scope: string,
  firstSeen: FirstSeen,
  now: number,
): Promise<ReadonlyMap<string, HealthReason>> {
  const reasons = new Map<string, HealthReason>()
  for (const [connector, spent] of Map.groupBy(states.filter(isExhausted), (state) => state.connector)) {
    const [first] = spent
    if (first === undefined) continue
    const { limit, title, connection, pausedUntil, fullIn } = first
    const others = spent.length === 1 ? '' : `, and ${spent.length - 1} more`
    const until = pausedUntil ?? new Date(now + fullIn * 1_000).toISOString()
    reasons.set(connector, {
      code: 'limit_exhausted',
      status: 'degraded',
      message: `Nothing is left of "${title}" for the connection ${connection} until ${until}${others}`,
      since: await firstSeen.see(`${scope} ${connector} limit`, () => now),
      advice: 'Call less often, or wait: GET /v1/limits shows what is left.',
      subject: limit,
    })
  }
  return reasons
}

import type { CallHistory, CallHistoryLine } from '../statistics/call-history.ts'
import { figuresOf, sumOf, type Figures } from '../statistics/figures.ts'
import type { HealthReason } from './connector-health.ts'
import type { FirstSeen } from './first-seen.ts'

const minute = 60_000
/** Milliseconds that are looked at. */
const lookBack = 5 * minute
/** Milliseconds that the beginning of bad minutes is looked for: hours hold more than a status has to say. */
const longestRun = 6 * 60 * minute
/** Calls that were not at fault themselves; fewer tell nothing. */
const leastCalls = 20
const degradedShare = 0.05
const downShare = 0.5
/** Seconds. */
const slowFrom = 5

const failsOften = ({ errorRatio }: Figures): boolean => (errorRatio ?? 0) >= degradedShare
const isSlow = ({ p95 }: Figures): boolean => (p95 ?? 0) > slowFrom

/** What calls of the last minutes came to, by connector. */
export async function recentFigures(
  history: CallHistory,
  tenant: string | undefined,
  now: number,
): Promise<ReadonlyMap<string, Figures>> {
  const lines = await history.read({ from: now - lookBack, to: now, tenant, by: new Set(['connector']) })
  return new Map(lines.map((line) => [line.connector ?? '', figuresOf(line)]))
}

export interface TrafficQuestion {
  readonly tenant: string | undefined
  readonly connector: string
  readonly figures: Figures
  readonly now: number
}

/** Whether calls fail or take too long, and since when. Asks for single minutes only where it has just begun. */
export async function trafficReasons(
  history: CallHistory,
  firstSeen: FirstSeen,
  { tenant, connector, figures, now }: TrafficQuestion,
): Promise<HealthReason[]> {
  const { calls, errors, errorRatio, p95 } = figures
  const judged = calls - errors.caller
  const sinceOf = (what: string, isBad: (of: Figures) => boolean): Promise<number> =>
    firstSeen.see(`${tenant ?? '*'} ${connector} ${what}`, async () => {
      const from = now - longestRun
      const by = new Set(['connector'] as const)
      const minutes = await history.read({ from, to: now, tenant, connector, by, step: minute })
      return beginOfRun(minutes, isBad) ?? now
    })
  const reasons: HealthReason[] = []
  if (judged >= leastCalls && failsOften(figures)) {
    const share = errorRatio ?? 0
    reasons.push({
      code: 'errors_high',
      status: share >= downShare ? 'down' : 'degraded',
      message: `${errors.vendor + errors.patchbay} of ${judged} calls of the last 5 minutes failed (${(share * 100).toFixed(1)} %)`,
      since: await sinceOf('errors', failsOften),
      advice: `GET /v1/statistics?connector=${connector}&by=operation shows which operations fail, and by whose fault.`,
    })
  } else firstSeen.forget(`${tenant ?? '*'} ${connector} errors`)
  if (judged >= leastCalls && isSlow(figures)) {
    reasons.push({
      code: 'slow',
      status: 'degraded',
      message: `5 in 100 calls of the last 5 minutes took longer than ${(p95 ?? 0).toFixed(1)} s`,
      since: await sinceOf('slow', isSlow),
      advice: `GET /v1/statistics?connector=${connector}&by=operation shows which operations are slow.`,
    })
  } else firstSeen.forget(`${tenant ?? '*'} ${connector} slow`)
  return reasons
}

/** When the last run of bad minutes began. Minutes without calls neither begin nor end one. */
export function beginOfRun(
  minutes: readonly CallHistoryLine[],
  isBad: (of: Figures) => boolean,
): number | undefined {
  let begin: number | undefined
  for (const line of minutes.toReversed()) {
    const figures = figuresOf(line)
    if (figures.calls === figures.errors.caller) continue
    if (isBad(figures)) begin = line.at
    else if (begin !== undefined) break
  }
  return begin
}

export const noFigures = figuresOf(sumOf([]))

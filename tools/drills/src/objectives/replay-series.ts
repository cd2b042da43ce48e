import { burningRules, burnRules, burnWindows, type BurnRule, type WindowedEvents } from '@patchbay/runtime'

/** Seconds between two evaluations, as the runtime does them. */
export const evaluationInterval = 15
const callsPerStep = 600
const steps = (30 * 86_400) / evaluationInterval

/** A stretch of a month in which a share of all calls fails. */
export interface Fault {
  /** Of all calls, from 0 to 1. */
  readonly share: number
  /** Seconds since the series began, after which it begins and ends. */
  readonly from: number
  readonly to: number
}

/** When a rule began to hold and when it ended, in seconds since the series began. */
export interface Alarm {
  readonly rule: BurnRule
  readonly raised: number
  readonly reset: number | undefined
}

/** Plays a month of steady traffic with a fault in it, and gives what each rule said at each evaluation. */
export function replaySeries(fault: Fault, target: number): Alarm[] {
  const bad = badEventsUpTo(fault)
  const alarms: Array<{ rule: BurnRule; raised: number; reset: number | undefined }> = []
  for (let step = 1; step <= steps; step += 1) {
    const holding = burningRules(eventsBefore(step, bad), target)
    for (const rule of burnRules) {
      const open = alarms.find((alarm) => alarm.rule === rule && alarm.reset === undefined)
      if (holding.includes(rule) && open === undefined) {
        alarms.push({ rule, raised: step * evaluationInterval, reset: undefined })
      } else if (!holding.includes(rule) && open !== undefined) open.reset = step * evaluationInterval
    }
  }
  return alarms
}

/** How many calls had failed before each step; whole ones, so that small shares fail one call now and then. */
function badEventsUpTo({ share, from, to }: Fault): Float64Array {
  const sums = new Float64Array(steps + 1)
  for (let step = 1; step <= steps; step += 1) {
    const seconds = Math.min(Math.max(step * evaluationInterval, from), to) - from
    sums[step] = Math.floor((seconds / evaluationInterval) * callsPerStep * share)
  }
  return sums
}

function eventsBefore(step: number, bad: Float64Array): WindowedEvents {
  const entries = Object.entries(burnWindows).map(([name, length]) => {
    const first = Math.max(0, step - length / (evaluationInterval * 1_000))
    const total = (step - first) * callsPerStep
    return [name, { total, good: total - ((bad[step] ?? 0) - (bad[first] ?? 0)) }]
  })
  return Object.fromEntries(entries) as WindowedEvents
}

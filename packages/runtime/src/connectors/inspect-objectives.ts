import { milliseconds } from '@patchbay/contract'
import { isLatencyBound, latencyBounds } from '../objectives/latency-bounds.ts'
import { isObjectiveKind, objectiveKinds } from '../objectives/objective.ts'
import { Quarantine } from './quarantine.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const refuse = (reason: string): never => {
  throw new Quarantine('definition_invalid', reason)
}

/** Whether what a connector promises can be measured. Throws a `Quarantine` that names the first thing wrong. */
export function inspectObjectives(objectives: unknown): void {
  if (objectives === undefined) return
  if (!isRecord(objectives)) return refuse('Its objectives are not an object.')
  for (const [kind, objective] of Object.entries(objectives)) {
    if (!isObjectiveKind(kind)) refuse(`Its objective "${kind}" is none of ${objectiveKinds.join(', ')}.`)
    if (!isRecord(objective)) return refuse(`Its objective ${kind} is not an object.`)
    const { target, threshold } = objective
    if (typeof target !== 'number' || !(target > 0 && target < 1)) {
      refuse(`Its objective ${kind} has the target ${String(target)}, which is no share above 0 and below 1.`)
    }
    if (kind === 'latency') inspectThreshold(threshold)
    else if (threshold !== undefined) refuse(`Its objective ${kind} has a threshold, which only latency has.`)
  }
}

function inspectThreshold(threshold: unknown): void {
  let seconds: number
  try {
    seconds = milliseconds(threshold as never) / 1_000
  } catch (error) {
    return refuse(`The threshold of its objective latency: ${(error as Error).message}.`)
  }
  if (isLatencyBound(seconds)) return
  refuse(
    `Its objective latency has the threshold ${String(threshold)}, which durations are not counted by: choose one of ${latencyBounds}.`,
  )
}

import { milliseconds, type Objectives as Declared } from '@patchbay/contract'
import { defaultObjectives as runtimeObjectives } from '@patchbay/runtime'

/** What a connector promises: shares of the calls that are to be good. */
export interface Objectives {
  /** Share of calls that do not fail by a fault of the vendor or of ours. */
  readonly availability: number
  readonly latency: {
    /** Share of calls that are to be as quick. */
    readonly target: number
    /** Seconds; a bound of the buckets of patchbay_call_duration_seconds. */
    readonly threshold: number
  }
  /** Share of answers that are not older than their cache rule says. */
  readonly freshness: number
}

/** What is declared, and of what is not, what the runtime promises by itself. */
export function objectivesOf(declared: Declared): Objectives {
  const { availability, latency, freshness } = { ...runtimeObjectives, ...declared }
  return {
    availability: availability.target,
    latency: { target: latency.target, threshold: milliseconds(latency.threshold) / 1_000 },
    freshness: freshness.target,
  }
}

export const defaultObjectives = objectivesOf({})

export const indicators = ['availability', 'latency', 'freshness'] as const
export type Indicator = (typeof indicators)[number]

/** Connectors that promise the same of one indicator, as a matcher of PromQL; '' for all there are. */
export interface ObjectiveGroup {
  readonly matcher: string
  readonly objectives: Objectives
}

export type ObjectiveGroups = Readonly<Record<Indicator | 'threshold', readonly ObjectiveGroup[]>>

/** By what is promised: those that promise something of their own, together where it is the same, and all others. */
export function objectiveGroups(declared: Readonly<Record<string, Objectives>> = {}): ObjectiveGroups {
  const groupsBy = (promise: (objectives: Objectives) => unknown): ObjectiveGroup[] => {
    const promiseOf = (objectives: Objectives): string => JSON.stringify(promise(objectives))
    const own = Object.entries(declared)
      .filter(([, objectives]) => promiseOf(objectives) !== promiseOf(defaultObjectives))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
    const names = (some: typeof own): string => some.map(([connector]) => connector).join('|')
    const groups = Map.groupBy(own, ([, objectives]) => promiseOf(objectives))
    return [
      { matcher: own.length === 0 ? '' : `connector!~"${names(own)}"`, objectives: defaultObjectives },
      ...[...groups.values()].map((group) => ({
        matcher: `connector=~"${names(group)}"`,
        objectives: group[0]?.[1] ?? defaultObjectives,
      })),
    ]
  }
  return {
    availability: groupsBy(({ availability }) => availability),
    latency: groupsBy(({ latency }) => latency),
    freshness: groupsBy(({ freshness }) => freshness),
    threshold: groupsBy(({ latency }) => latency.threshold),
  }
}

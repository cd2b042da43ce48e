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
}

/** What holds for a connector that says nothing else: p95 is to be within two seconds, which the next bucket can tell. */
export const defaultObjectives: Objectives = {
  availability: 0.995,
  latency: { target: 0.95, threshold: 2.5 },
}

/** Connectors that have the same objectives, as a matcher of PromQL; '' for all there are. */
export interface ObjectiveGroup {
  /** Part of the names of its rules. */
  readonly id: string
  readonly matcher: string
  readonly objectives: Objectives
}

/** Those that declare objectives by themselves, and all others together. */
export function objectiveGroups(declared: Readonly<Record<string, Objectives>> = {}): ObjectiveGroup[] {
  const own = Object.entries(declared).toSorted(([one], [other]) => (one < other ? -1 : 1))
  const others = own.length === 0 ? '' : `connector!~"${own.map(([connector]) => connector).join('|')}"`
  return [
    { id: 'default', matcher: others, objectives: defaultObjectives },
    ...own.map(([connector, objectives]) => ({
      id: connector,
      matcher: `connector="${connector}"`,
      objectives,
    })),
  ]
}

import { upperBounds } from '../../src/telemetry/duration-histogram.ts'
import type { CallHistory, CallHistoryQuestion } from '../../src/statistics/call-history.ts'

/** Calls that a test says have happened at a moment. */
export interface PaperCalls {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly tenant?: string
  readonly connector?: string
  readonly calls: number
  readonly vendorErrors?: number
  readonly callerErrors?: number
  readonly staleAnswers?: number
  /** Seconds that each of them took. */
  readonly seconds?: number
}

/** A history that is what the test has written, and notes what it was asked. */
export interface PaperHistory extends CallHistory {
  readonly asked: CallHistoryQuestion[]
  add(calls: PaperCalls): void
  /** Every reading fails from now on, or none. */
  fail(error: Error | undefined): void
}

export function paperHistory(): PaperHistory {
  const all: Required<PaperCalls>[] = []
  const asked: CallHistoryQuestion[] = []
  let failure: Error | undefined
  return {
    asked,
    add(calls) {
      all.push({
        tenant: 'default',
        connector: 'echo',
        vendorErrors: 0,
        callerErrors: 0,
        staleAnswers: 0,
        seconds: 0.02,
        ...calls,
      })
    },
    fail: (error) => void (failure = error),
    async read(question) {
      asked.push(question)
      if (failure !== undefined) throw failure
      const { from, to, tenant, connector, by } = question
      const meant = all.filter(
        (one) =>
          one.at >= from &&
          one.at < to &&
          (tenant ?? one.tenant) === one.tenant &&
          (connector ?? one.connector) === one.connector,
      )
      const groups = Map.groupBy(meant, (one) =>
        JSON.stringify([by.has('tenant') ? one.tenant : '', by.has('connector') ? one.connector : '']),
      )
      return [...groups.values()].map((group) => ({
        ...(by.has('tenant') ? { tenant: group[0]?.tenant ?? '' } : {}),
        ...(by.has('connector') ? { connector: group[0]?.connector ?? '' } : {}),
        calls: sum(group, 'calls'),
        callerErrors: sum(group, 'callerErrors'),
        vendorErrors: sum(group, 'vendorErrors'),
        ownErrors: 0,
        cacheHits: sum(group, 'staleAnswers'),
        staleAnswers: sum(group, 'staleAnswers'),
        buckets: [...upperBounds, Infinity].map((bound, index) =>
          group
            .filter(({ seconds }) => seconds <= bound && seconds > (upperBounds[index - 1] ?? 0))
            .reduce((count, { calls, callerErrors }) => count + calls - callerErrors, 0),
        ),
      }))
    },
  }
}

const sum = (
  group: readonly Required<PaperCalls>[],
  field: 'calls' | 'callerErrors' | 'vendorErrors' | 'staleAnswers',
): number => group.reduce((total, one) => total + one[field], 0)

import type { Problem, UpstreamFacts } from '@patchbay/contract'
import { hourOf } from '../usage/usage-ledger.ts'
import type { UsageSeries } from '../usage/usage-counter.ts'
import type { ErrorEntry, ErrorSample } from './error-entry.ts'
import { catchAllOf, fingerprint } from './fingerprint.ts'
import { isTracked } from './is-tracked.ts'

/** A problem that a call has ended with, as its caller is told it: secrets are hidden in it. */
export interface Occurrence {
  readonly series: UsageSeries
  readonly problem: Problem
  readonly requestId: string
  readonly traceId: string
  readonly connection?: string | undefined
  readonly attempts: number
  /** What was thrown: its stack tells errors of our own apart. */
  readonly cause?: unknown
}

/** What this instance has seen and not stored. */
export interface ErrorLedger {
  add(occurrence: Occurrence): void
  /** Takes out up to so many entries: they are the caller's now. */
  take(most: number): ErrorEntry[]
  readonly size: number
  /** Occurrences that there was no room for. Only grows. */
  readonly dropped: number
}

export interface ErrorLedgerParts {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Hides what is secret in a text. */
  readonly hide: (text: string) => string
  /** Groups and hours that are held at once. Default: 5,000. */
  readonly mostEntries?: number
  /** Entries from which on new kinds are counted together, by operation and code. Default: 300. */
  readonly mostKinds?: number
}

/** Fingerprints that are remembered: in a storm most messages are literally the same. */
const mostRemembered = 2_000

/** Milliseconds for which a sample of a group is new enough. */
const sampleEvery = 5_000

export function createErrorLedger(parts: ErrorLedgerParts): ErrorLedger {
  const { now, hide, mostEntries = 5_000, mostKinds = 300 } = parts
  const entries = new Map<string, ErrorEntry>()
  const remembered = new Map<string, string>()
  let dropped = 0

  const idOf = ({ series, problem, cause }: Occurrence): string => {
    const { code, upstream, message } = problem
    // Their stacks count as well.
    if (code === 'internal' || message.length > 500) return fingerprint(series, problem, cause)
    const { tenant, connector, operation } = series
    const text = `${tenant} ${connector} ${operation} ${code} ${upstream?.status}\n${upstream?.code}\n${message}`
    const known = remembered.get(text)
    if (known !== undefined) return known
    const id = fingerprint(series, problem)
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(text, id)
    return id
  }

  const hideInFacts = ({ status, code, requestId }: UpstreamFacts): UpstreamFacts => ({
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code: hide(code) }),
    ...(requestId === undefined ? {} : { requestId: hide(requestId) }),
  })

  const sampleOf = (occurrence: Occurrence, time: number): ErrorSample => ({
    requestId: occurrence.requestId,
    traceId: occurrence.traceId,
    ...(occurrence.connection === undefined ? {} : { connection: occurrence.connection }),
    at: new Date(time).toISOString(),
    detail: hide(occurrence.problem.message),
    advice: hide(occurrence.problem.advice),
    ...(occurrence.problem.upstream === undefined
      ? {}
      : { upstream: hideInFacts(occurrence.problem.upstream) }),
    attempts: occurrence.attempts,
  })

  return {
    add(occurrence) {
      const { series, problem } = occurrence
      if (!isTracked(problem.code)) return
      const time = now()
      const hour = hourOf(time)
      let id = idOf(occurrence)
      let key = `${id} ${hour}`
      if (entries.size >= mostKinds && !entries.has(key)) {
        id = catchAllOf(series, problem.code)
        key = `${id} ${hour}`
      }
      const entry = entries.get(key)
      if (entry !== undefined) {
        entry.count += 1
        entry.lastSeen = Math.max(entry.lastSeen, time)
        if (time - entry.sampledAt < sampleEvery) return
        entry.sample = sampleOf(occurrence, time)
        entry.sampledAt = time
        return
      }
      if (entries.size >= mostEntries) {
        dropped += 1
        return
      }
      const sample = sampleOf(occurrence, time)
      entries.set(key, {
        id,
        series,
        code: problem.code,
        hour,
        firstSeen: time,
        lastSeen: time,
        count: 1,
        sample,
        sampledAt: time,
      })
    },
    take(most) {
      const taken = [...entries].slice(0, most)
      for (const [key] of taken) entries.delete(key)
      return taken.map(([, entry]) => entry)
    },
    get size() {
      return entries.size
    },
    get dropped() {
      return dropped
    },
  }
}

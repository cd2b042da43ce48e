import type { UpstreamFacts } from '@patchbay/contract'
import { hourOf } from '../usage/usage-ledger.ts'
import type { ErrorEntry, ErrorSample } from './error-entry.ts'
import { createGroupFinder } from './group-finder.ts'
import { isTracked } from './is-tracked.ts'
import type { Occurrence } from './occurrence.ts'

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
  /** Entries from which on new kinds are counted together, by operation, code and status. Default: 300. */
  readonly mostKinds?: number
}

/** Milliseconds for which a sample of a group is new enough. */
const sampleEvery = 5_000

export function createErrorLedger(parts: ErrorLedgerParts): ErrorLedger {
  const { now, hide, mostEntries = 5_000, mostKinds = 300 } = parts
  /** Of one hour, by group: ids are found again by their hash, which texts that are put together for it are not. */
  let entries = new Map<string, ErrorEntry>()
  let hour = 0
  let earlier: ErrorEntry[] = []
  const finder = createGroupFinder()
  let dropped = 0

  const size = (): number => earlier.length + entries.size

  const turnTo = (next: number): void => {
    earlier = [...earlier, ...entries.values()]
    entries = new Map()
    hour = next
  }

  const hideInFacts = ({ status, code, requestId }: UpstreamFacts): UpstreamFacts => ({
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code: hide(code) }),
    ...(requestId === undefined ? {} : { requestId: hide(requestId) }),
  })

  const sampleOf = (occurrence: Occurrence, time: number): ErrorSample => {
    const { requestId, traceId, connection, problem, attempts } = occurrence
    return {
      ...(requestId === undefined ? {} : { requestId }),
      ...(traceId === undefined ? {} : { traceId }),
      ...(connection === undefined ? {} : { connection }),
      at: new Date(time).toISOString(),
      detail: hide(problem.message),
      advice: hide(problem.advice),
      ...(problem.upstream === undefined ? {} : { upstream: hideInFacts(problem.upstream) }),
      attempts,
    }
  }

  return {
    add(occurrence) {
      const { source, series, problem } = occurrence
      if (!isTracked(problem.code)) return
      const time = now()
      if (hourOf(time) !== hour) turnTo(hourOf(time))
      let id = finder.find(occurrence, time)
      let entry = entries.get(id)
      if (entry === undefined && size() >= mostKinds) {
        id = finder.catchAll(occurrence)
        entry = entries.get(id)
      }
      if (entry !== undefined) {
        entry.count += 1
        entry.lastSeen = Math.max(entry.lastSeen, time)
        if (time - entry.sampledAt < sampleEvery) return
        entry.sample = sampleOf(occurrence, time)
        entry.sampledAt = time
        return
      }
      if (size() >= mostEntries) {
        dropped += 1
        return
      }
      entries.set(id, {
        id,
        series,
        source,
        code: problem.code,
        hour,
        firstSeen: time,
        lastSeen: time,
        count: 1,
        sample: sampleOf(occurrence, time),
        sampledAt: time,
      })
    },
    take(most) {
      const taken = earlier.slice(0, most)
      earlier = earlier.slice(taken.length)
      for (const [id, entry] of entries) {
        if (taken.length >= most) break
        entries.delete(id)
        taken.push(entry)
      }
      return taken
    },
    get size() {
      return size()
    },
    get dropped() {
      return dropped
    },
  }
}

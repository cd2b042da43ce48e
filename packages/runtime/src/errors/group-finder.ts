import { catchAllOf, fingerprint } from './fingerprint.ts'
import type { Occurrence } from './occurrence.ts'

export interface GroupFinderParts {
  /** Fingerprints a second for each operation and code. Default: 100. */
  readonly mostEach?: number
  /** Fingerprints a second in all. Default: 2,000. */
  readonly mostInAll?: number
  /** Groups an hour for each operation and code, beyond those by status alone. Default: 50. */
  readonly mostKinds?: number
}

/** The ids of groups. A fingerprint costs microseconds, so a storm is let have so many a second, and no more. */
export interface GroupFinder {
  /** `time` in milliseconds since 1970. */
  find(occurrence: Occurrence, time: number): string
  catchAll(occurrence: Occurrence): string
}

/** What is known of one operation and code. */
interface Terms {
  second: number
  spent: number
  hour: number
  /** The groups of this hour. */
  readonly kinds: Set<string>
  /** By the status of the vendor. */
  readonly byStatus: Map<number | undefined, Answers>
}

/** What occurrences with the same status came to. */
interface Answers {
  /** Of all that were fingerprinted in this second; undefined if these are of more than one group. */
  only: string | undefined
  second: number
  catchAll: string | undefined
  /** The fingerprints of messages that are literally the same, as in many a storm most are. */
  readonly remembered: Map<string, string>
}

/** Messages that are remembered with their fingerprint. */
const mostRemembered = 2_000
/** Longer ones are not worth it. */
const longestRemembered = 500
/** Operations and codes, and statuses of one of them, of which something is known. */
const mostTerms = 2_000
const mostStatuses = 50

export function createGroupFinder(parts: GroupFinderParts = {}): GroupFinder {
  const { mostEach = 100, mostInAll = 2_000, mostKinds = 50 } = parts
  const known = new Map<string, Terms>()
  let memories = 0
  let second = 0
  let spent = 0

  const termsOf = (key: string): Terms => {
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size >= mostTerms) known.clear()
    const terms = { second: -1, spent: 0, hour: -1, kinds: new Set<string>(), byStatus: new Map() }
    known.set(key, terms)
    return terms
  }

  const answersOf = ({ byStatus }: Terms, status: number | undefined): Answers => {
    const found = byStatus.get(status)
    if (found !== undefined) return found
    if (byStatus.size >= mostStatuses) byStatus.clear()
    const answers = { only: undefined, second: -1, catchAll: undefined, remembered: new Map() }
    byStatus.set(status, answers)
    return answers
  }

  const mayAsk = (terms: Terms, current: number): boolean => {
    if (second !== current) {
      second = current
      spent = 0
    }
    if (terms.second !== current) {
      terms.second = current
      terms.spent = 0
    }
    if (terms.spent >= mostEach || spent >= mostInAll) return false
    terms.spent += 1
    spent += 1
    return true
  }

  const note = (answers: Answers, id: string, current: number): void => {
    if (answers.second !== current) answers.only = id
    else if (answers.only !== id) answers.only = undefined
    answers.second = current
  }

  const key = ({ source, series, problem }: Occurrence): string =>
    `${source} ${series.tenant} ${series.connector} ${series.operation} ${problem.code}`

  const catchAllIn = (answers: Answers, occurrence: Occurrence): string =>
    (answers.catchAll ??= catchAllOf(occurrence))

  const turnTo = (terms: Terms, hour: number): void => {
    terms.hour = hour
    terms.kinds.clear()
    for (const { remembered } of terms.byStatus.values()) remembered.clear()
  }

  /** Whether there is room for this group: a storm must not push all others out of the store. */
  const hasRoom = ({ kinds }: Terms, id: string): boolean => {
    if (kinds.size >= mostKinds) return kinds.has(id)
    kinds.add(id)
    return true
  }

  const remember = ({ remembered }: Answers, text: string, id: string): void => {
    if (memories >= mostRemembered) {
      for (const { byStatus } of known.values())
        for (const answers of byStatus.values()) answers.remembered.clear()
      memories = 0
    }
    memories += 1
    remembered.set(text, id)
  }

  return {
    find(occurrence, time) {
      const { problem, subject } = occurrence
      const { message, upstream } = problem
      const terms = termsOf(key(occurrence))
      const answers = answersOf(terms, upstream?.status)
      const current = Math.floor(time / 1_000)
      const hour = Math.floor(time / 3_600_000)
      if (terms.hour !== hour) turnTo(terms, hour)
      // Of our own errors the stacks count, which are not worth comparing.
      const isMemorable = problem.code !== 'internal' && message.length <= longestRemembered
      const isPlain = subject === undefined && upstream?.code === undefined
      const text = isPlain ? message : `${subject}\n${upstream?.code}\n${message}`
      const before = isMemorable ? answers.remembered.get(text) : undefined
      if (before !== undefined) return before
      if (!mayAsk(terms, current)) {
        // Where all that was looked at is of one group, so is this one: a kind that begins is found within a second.
        const only = answers.second === current ? answers.only : undefined
        return only ?? catchAllIn(answers, occurrence)
      }
      const own = fingerprint(occurrence)
      const id = hasRoom(terms, own) ? own : catchAllIn(answers, occurrence)
      note(answers, id, current)
      if (isMemorable) remember(answers, text, id)
      return id
    },
    catchAll: (occurrence) =>
      catchAllIn(answersOf(termsOf(key(occurrence)), occurrence.problem.upstream?.status), occurrence),
  }
}

import { LRUCache } from 'lru-cache'
import { roomFor } from '../shared-state/room-for.ts'

interface Shared<T> {
  readonly startedAt: number
  readonly answer: Promise<T>
  isRunning: boolean
}

/** Keys whose answers are kept; that of the least use is worked out again. */
const mostKeys = 1_000

/**
 * Works an answer out once for all who ask for the same key while it runs, and until `age` milliseconds have passed
 * since it began. A failure is told to those who wait for it, and to nobody after them. The clock must never go back.
 */
export function shareAnswers<T>(
  age: number,
  workOut: (key: string) => Promise<T>,
  now: () => number = () => performance.now(),
): (key: string) => Promise<T> {
  const kept = new LRUCache<string, Shared<T>>(roomFor(mostKeys))
  return (key) => {
    const known = kept.get(key)
    if (known !== undefined && (known.isRunning || now() - known.startedAt < age)) return known.answer
    const shared: Shared<T> = { startedAt: now(), answer: workOut(key), isRunning: true }
    kept.set(key, shared)
    shared.answer.then(
      () => {
        shared.isRunning = false
      },
      () => {
        if (kept.peek(key) === shared) kept.delete(key)
      },
    )
    return shared.answer
  }
}

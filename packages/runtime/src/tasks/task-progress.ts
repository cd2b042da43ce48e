import type { CallListener } from '../calls/call.ts'
import type { HeldTask, TaskLeases, TaskProgress } from './task-leases.ts'

/** Milliseconds between two notes of how far a task is. */
const noteEvery = 1_000

/** Notes in the store how far a task is, the latest of what is told, and not more often than people look. */
export function progressTo(leases: Pick<TaskLeases, 'note'>, held: HeldTask): CallListener {
  let next: TaskProgress | undefined
  let timer: NodeJS.Timeout | undefined
  let notedAt = -Infinity
  const note = (): void => {
    timer = undefined
    if (next === undefined) return
    notedAt = performance.now()
    // Nothing depends on it: the next one, or the end, says more.
    leases.note(held, next).catch(() => undefined)
    next = undefined
  }
  return {
    progress({ done, total, message }) {
      next = { done, total, message }
      timer ??= setTimeout(note, Math.max(0, notedAt + noteEvery - performance.now())).unref()
    },
  }
}

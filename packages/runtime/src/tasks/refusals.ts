import { Problem } from '@patchbay/contract'

/** Seconds. */
const waitForOthers = 5

/** One that is not there, or is another principal's: nobody can tell which. */
export const noTask = (): Problem =>
  new Problem('not_found', {
    detail: 'There is no such task, or it was forgotten after its time.',
    advice: 'Check the identifier; GET /v1/tasks lists the tasks of the key.',
  })

export const tooManyTasks = (most: number): Problem =>
  new Problem('rate_limited', {
    detail: `The principal has ${most} open tasks, which is as many as it may have.`,
    advice: 'Wait until one of them has ended, or cancel one; GET /v1/tasks lists them.',
    retryAfter: waitForOthers,
  })

export const stillOpen = (retryAfter: number): Problem =>
  new Problem('conflict', {
    detail: 'The task has not ended yet.',
    advice: 'Wait for `retryAfter` seconds, then read the task; its result is there once it has ended.',
    retryable: true,
    retryAfter,
  })

export const wasCancelled = (): Problem =>
  new Problem('cancelled', {
    detail: 'The task was cancelled.',
    advice: 'Start it again if its result is still wanted.',
  })

/** Nobody knows whether the call has acted that an earlier instance had begun. */
export const cutOffAt = (reason: string, cause?: unknown): Problem =>
  new Problem('outcome_unknown', {
    detail: `The instance that ran the task was lost, and whether the call took effect is not known. ${reason}`,
    advice: 'Check at the vendor whether it happened. If it did not, start it again.',
    ...(cause === undefined ? {} : { cause }),
  })

export const unsealed = (what: string): Problem =>
  new Problem('secret_unavailable', {
    detail: `${what} of the task cannot be kept or read now, because the key ring lacks a key for it.`,
    advice: 'Tell the operator, whose log names what is missing; then start the task again.',
  })

import { Problem } from '@patchbay/contract'
import pg from 'pg'

/** Seconds. A store that is back is noticed within it. */
const retryAfter = 1

// Shutting down, crashing, starting up, dropped; refusing one more connection, or changes, as a standby does.
const codesOfOutages = new Set(['57P01', '57P02', '57P03', '57P04', '57P05', '53300', '25006'])
// Connections, logins and names of databases, which are right again once somebody has seen to it.
const classesOfOutages = new Set(['08', '28', '3D'])

/** Whether an error of the driver says that the server is not to be had, rather than that a statement is wrong. */
export function isOutage(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) {
    const { code = '' } = error
    return codesOfOutages.has(code) || classesOfOutages.has(code.slice(0, 2))
  }
  // Of the system; or of the driver, which has no codes for its own.
  return (
    error instanceof Error &&
    ('syscall' in error || /connection|queryable|client was closed|read timeout/i.test(error.message))
  )
}

/** Whether the server has given up a statement because its time was over. */
export const isOverTime = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '57014'

/** Whether it is what those who need the store are told while it is away. */
export const isStoreAway = (error: unknown): boolean =>
  Problem.is(error) && error.code === 'state_unavailable'

/** What whoever needs the store is told while it is away. The reason goes to the log, since it may name hosts. */
export function storeAway(cause: unknown): Problem {
  return new Problem('state_unavailable', {
    detail: 'The store does not answer now; nothing was changed.',
    retryAfter,
    cause,
  })
}

/** For a change of which nobody knows whether it was made. */
export function commitUnknown(cause: unknown): Problem {
  return new Problem('state_unavailable', {
    detail: 'The store went away while the change was being committed; it may have been made.',
    advice: 'Wait for `retryAfter` seconds and read the present state before you send it again.',
    retryable: false,
    retryAfter,
    cause,
  })
}

/** For a statement that took too long at a store that is there. */
export function storeTooSlow(cause: unknown): Problem {
  return new Problem('state_unavailable', {
    detail: 'The store did not do it in time; nothing was changed.',
    retryAfter,
    cause,
  })
}

import type { Database } from './store.ts'

/**
 * Told of a change of a record as the last statement of its transaction; a record that is made has no `before`, one that is
 * deleted no `after`. What it throws undoes the change.
 */
export type BeforeCommit<R> = (
  database: Database,
  before: R | undefined,
  after: R | undefined,
) => Promise<void>

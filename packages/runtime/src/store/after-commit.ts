import type { Database } from './store.ts'

const pending = new WeakMap<Database, Array<() => void>>()

/** Runs a transaction, and after it has been committed what `afterCommit` was given in it. */
export async function committing<T>(
  database: Database,
  work: (transaction: Database) => Promise<T>,
): Promise<T> {
  const works: Array<() => void> = []
  const result = await database.transaction().execute((transaction) => {
    pending.set(transaction, works)
    return work(transaction)
  })
  for (const one of works) one()
  return result
}

/**
 * Runs the work once what this transaction does is committed, or at once where this is no transaction. Throws a
 * `TypeError` in a transaction that was not begun by the store, whose commit nobody would notice.
 */
export function afterCommit(database: Database, work: () => void): void {
  const works = pending.get(database)
  if (works !== undefined) works.push(work)
  else if (database.isTransaction) throw new TypeError('the transaction was not begun by the store')
  else work()
}

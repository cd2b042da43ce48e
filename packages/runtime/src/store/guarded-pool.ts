import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { commitUnknown, isOutage, isOverTime, storeAway, storeTooSlow } from './outages.ts'
import type { StoreMeter } from './store-metrics.ts'

export interface GuardedPoolParts {
  /** The pool of now. Rejects with a `Problem` while the store is away. */
  readonly pool: () => Promise<pg.Pool>
  readonly meter: StoreMeter
  /** The store of this pool does not answer. */
  readonly onOutage: (pool: pg.Pool, error: unknown) => void
}

/**
 * A pool whose every verb ends in time, and rejects with the problem `state_unavailable` where that is because the store
 * is away. A connection on which a statement was given up is not used again.
 */
export function guardPool({ pool: poolOfNow, meter, onOutage }: GuardedPoolParts): PostgresPool {
  const connect = async (): Promise<PostgresPoolClient> => {
    const pool = await poolOfNow()
    try {
      return guardClient(await pool.connect(), pool)
    } catch (error) {
      meter.failed()
      // All of its connections are in use: whether they are answered is for those to say who use them.
      if (pool.totalCount >= pool.options.max) throw storeTooSlow(error)
      onOutage(pool, error)
      throw storeAway(error)
    }
  }

  const guardClient = (client: pg.PoolClient, pool: pg.Pool): PostgresPoolClient => {
    let failure: unknown
    // Nobody may wait for an answer when it breaks, and an error without a listener would end the process.
    const onError = (error: unknown): void => {
      failure ??= error
      onOutage(pool, error)
    }
    client.on('error', onError)

    const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown> => {
      if (failure !== undefined) throw storeAway(failure)
      const begun = performance.now()
      try {
        const result = await client.query(sql, [...parameters])
        meter.answered(sql, (performance.now() - begun) / 1_000)
        return result
      } catch (error) {
        throw fail(error, sql)
      }
    }

    const fail = (error: unknown, sql: string): unknown => {
      if (isOverTime(error)) {
        meter.failed()
        return storeTooSlow(error)
      }
      if (!isOutage(error)) return error
      meter.failed()
      failure ??= error
      onOutage(pool, error)
      return sql === 'commit' ? commitUnknown(error) : storeAway(error)
    }

    return {
      processID: (client as { processID?: number }).processID,
      query: query as PostgresPoolClient['query'],
      release(isDiscarded = false) {
        client.off('error', onError)
        client.release(isDiscarded || failure !== undefined)
      },
    } as PostgresPoolClient
  }

  // Whoever opened the pool of now ends it.
  return { connect, end: async () => undefined, options: {} }
}

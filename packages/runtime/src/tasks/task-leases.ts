import { sql } from 'kysely'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Store } from '../store/store.ts'
import { taskTopic, type TaskRecord } from './task-records.ts'
import type { TaskState } from './task.ts'

/** A task that an instance runs, until another one has taken it. */
export interface HeldTask {
  readonly id: string
  readonly tenant: string
  readonly owner: string
  readonly fence: number
}

/** How a run has ended. */
export interface TaskEnd {
  readonly state: Extract<TaskState, 'completed' | 'failed' | 'cancelled'>
  readonly status: number
  readonly contentType: string
  readonly code: string | undefined
  readonly message: string | undefined
  /** Bytes of the result. */
  readonly size: number
}

/**
 * Who alone may run a task: its row in the store has an owner, a fence that grows with each of them, and an end, by the
 * clock of the store. What an owner writes is not written once another one has taken the task.
 */
export interface TaskLeases {
  /** Takes some of the tasks that nobody runs, the oldest first. */
  take(most: number): Promise<TaskRecord[]>
  /** Those of them that are still held; `isCancelled` if their end is wanted. */
  renew(ids: readonly string[]): Promise<Array<{ id: string; fence: number; isCancelled: boolean }>>
  /** Whether it was still held. */
  finish(held: HeldTask, end: TaskEnd): Promise<boolean>
  /** Leaves it to others as it is. */
  release(held: HeldTask): Promise<void>
  /** Lets it wait for what was asked: `sealed` is its input with the questions. */
  park(held: HeldTask, sealed: { readonly keyId: string; readonly sealed: Buffer }): Promise<boolean>
  /** Adds a part of the result. Whether it was still held. */
  addChunk(held: HeldTask, chunk: TaskChunk): Promise<boolean>
  /** Removes what an earlier run has left of a result. */
  dropChunks(held: HeldTask): Promise<void>
  note(held: HeldTask, progress: TaskProgress): Promise<void>
}

/** How far a task is. */
export interface TaskProgress {
  readonly done: number
  readonly total?: number | undefined
  readonly message?: string | undefined
}

export interface TaskChunk {
  readonly number: number
  readonly keyId: string
  readonly sealed: Buffer
  /** Items of the result with this part. */
  readonly items: number
}

/** `ttl` in milliseconds: how long after its death an owner still holds it. */
export function createTaskLeases(
  store: Pick<Store, 'database' | 'transaction'>,
  changes: Pick<ChangeFeed, 'tell'>,
  owner: string,
  ttl: number,
): TaskLeases {
  const { database } = store
  const leaseEnd = sql<Date>`now() + ${ttl} * interval '1 millisecond'`
  const none = { owner: null, lease_ends: null }

  const change = async (held: HeldTask, values: object): Promise<boolean> =>
    store.transaction(async (database) => {
      const changed = await database
        .updateTable('tasks')
        .set({ ...values, ...none, updated_at: sql<Date>`now()` })
        .where('id', '=', held.id)
        .where('tenant', '=', held.tenant)
        .where('owner', '=', held.owner)
        .where('fence', '=', String(held.fence))
        .where('state', '=', 'working')
        .returning('id')
        .executeTakeFirst()
      if (changed !== undefined) await changes.tell(database, taskTopic, held.tenant, held.id)
      return changed !== undefined
    })

  return {
    async take(most) {
      const free = database
        .selectFrom('tasks')
        .select('id')
        .where('state', '=', 'working')
        .where('ends', '>', sql<Date>`now()`)
        .where(sql<boolean>`(lease_ends is null or lease_ends <= now())`)
        .orderBy('created_at')
        .limit(most)
        .forUpdate()
        .skipLocked()
      return database
        .updateTable('tasks')
        .set((is) => ({
          owner,
          lease_ends: leaseEnd,
          fence: sql<number>`fence + 1`,
          runs: is('runs', '+', 1),
          updated_at: sql<Date>`now()`,
        }))
        .where('id', 'in', free)
        .returningAll()
        .execute()
    },

    async renew(ids) {
      if (ids.length === 0) return []
      const rows = await database
        .updateTable('tasks')
        .set({ lease_ends: leaseEnd })
        .where('id', 'in', [...ids])
        .where('owner', '=', owner)
        .where('state', '=', 'working')
        .returning(['id', 'fence', 'is_cancelled'])
        .execute()
      return rows.map(({ id, fence, is_cancelled: isCancelled }) => ({
        id,
        fence: Number(fence),
        isCancelled,
      }))
    },

    finish: (held, { state, status, contentType, code, message, size }) =>
      change(held, {
        state,
        status,
        content_type: contentType,
        code: code ?? null,
        message: message ?? null,
        size,
      }),

    async release(held) {
      await change(held, {})
    },

    park: (held, { keyId, sealed }) =>
      change(held, { state: 'input_required', key_id: keyId, sealed, message: 'It waits for an answer.' }),

    async addChunk({ id, tenant, fence }, { number, keyId, sealed, items }) {
      // Whoever takes the task waits for the lock, and whoever waits for the lock finds out that it was taken.
      const { rows } = await sql`
        with held as (
          update tasks set done = greatest(done, ${items}::float8), updated_at = now()
          where id = ${id} and tenant = ${tenant} and owner = ${owner} and fence = ${fence} and state = 'working'
          returning id
        )
        insert into task_chunks (task, number, key_id, sealed)
        select id, ${number}::integer, ${keyId}, ${sealed}::bytea from held
        returning task
      `.execute(database)
      return rows.length > 0
    },

    async dropChunks({ id, fence }) {
      await database
        .deleteFrom('task_chunks')
        .where('task', '=', id)
        .where((is) =>
          is.exists(
            is.selectFrom('tasks').select('id').where('id', '=', id).where('fence', '=', String(fence)),
          ),
        )
        .execute()
    },

    async note({ id, tenant, fence }, { done, total, message }) {
      await database
        .updateTable('tasks')
        .set({ done, total: total ?? null, message: message ?? null, updated_at: sql<Date>`now()` })
        .where('id', '=', id)
        .where('tenant', '=', tenant)
        .where('owner', '=', owner)
        .where('fence', '=', String(fence))
        .execute()
    },
  }
}

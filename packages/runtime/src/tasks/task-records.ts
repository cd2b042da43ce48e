import type { SealedBody } from '../calls/idempotency/sealed-bodies.ts'
import type { ProblemCode } from '@patchbay/contract'
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Principal } from '../access/principal.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Database } from '../store/store.ts'
import { isTaskId } from './task-id.ts'
import type { TaskRow } from './task-tables.ts'
import { isOpen, pollInterval, type Task, type TaskOutcome } from './task.ts'

export type TaskRecord = Selectable<TaskRow>

/** Of the news that a task has changed: its id. */
export const taskTopic = 'task'

/** Whose task it is. */
export type TaskOwner = Pick<Principal, 'tenant' | 'id'>

/** Where a page of a list begins, after this one. */
export interface TaskPosition {
  readonly createdAt: Date
  readonly id: string
}

const ownTasks = (database: Database, { tenant, id }: TaskOwner) =>
  database
    .selectFrom('tasks')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('principal', '=', id)
    .where('ends', '>', sql<Date>`now()`)

export async function findTask(
  database: Database,
  owner: TaskOwner,
  id: string,
): Promise<TaskRecord | undefined> {
  if (!isTaskId(id)) return undefined
  return ownTasks(database, owner).where('id', '=', id).executeTakeFirst()
}

/** The newest first. */
export async function listTasks(
  database: Database,
  owner: TaskOwner,
  limit: number,
  after: TaskPosition | undefined,
): Promise<TaskRecord[]> {
  const tasks = ownTasks(database, owner).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (after === undefined) return tasks.execute()
  // The store's own time of the task, which may be finer than a cursor's.
  const time = sql`coalesce((select created_at from tasks where id = ${after.id}), ${after.createdAt})`
  return tasks.where(sql<boolean>`(created_at, id) < (${time}, ${after.id})`).execute()
}

/**
 * Writes a new task, unless one was made with the same key, or of the same call within so many milliseconds: then that
 * one. Undefined if the principal has as many open
 * ones as it may. To be called in a transaction.
 */
export async function insertTask(
  database: Database,
  task: Insertable<TaskRow>,
  most: number,
  repeatWindow: number,
): Promise<{ readonly record: TaskRecord; readonly isNew: boolean } | undefined> {
  const { tenant, principal, idempotency_id: key } = task
  // One at a time for each principal, who could have more than it may otherwise.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`task ${tenant} ${principal}`}, 0))`.execute(
    database,
  )
  const before = await database
    .selectFrom('tasks')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('idempotency_id', '=', key)
    .executeTakeFirst()
  if (before !== undefined && before.ends.getTime() > Date.now()) return { record: before, isNew: false }
  const repeated = repeatWindow > 0 ? await findRepeated(database, task, repeatWindow) : undefined
  if (repeated !== undefined) return { record: repeated, isNew: false }
  if (before !== undefined) await database.deleteFrom('tasks').where('id', '=', before.id).execute()
  const { open } = await ownTasks(database, { tenant, id: principal })
    .clearSelect()
    .select(({ fn }) => fn.countAll<string>().as('open'))
    .where('state', 'in', ['working', 'input_required'])
    .executeTakeFirstOrThrow()
  if (Number(open) >= most) return undefined
  const record = await database.insertInto('tasks').values(task).returningAll().executeTakeFirstOrThrow()
  return { record, isNew: true }
}

/** A task of the same call that was made within so many milliseconds. */
async function findRepeated(
  database: Database,
  { tenant, principal, connector, operation, connection, fingerprint }: Insertable<TaskRow>,
  repeatWindow: number,
): Promise<TaskRecord | undefined> {
  return ownTasks(database, { tenant, id: principal })
    .where('connector', '=', connector)
    .where('operation', '=', operation)
    .where('connection', '=', connection)
    .where('fingerprint', '=', fingerprint)
    .where('created_at', '>', sql<Date>`now() - ${repeatWindow} * interval '1 millisecond'`)
    .where('is_cancelled', '=', false)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * Asks for the end of an open task: it is over at once where nobody runs it, and otherwise when whoever does has seen to
 * it. A write that may have been begun is left to whoever finds out what became of it.
 */
export async function cancelTask(
  database: Database,
  changes: Pick<ChangeFeed, 'tell'>,
  owner: TaskOwner,
  id: string,
): Promise<void> {
  if (!isTaskId(id)) return
  const isIdle = sql<boolean>`(lease_ends is null or lease_ends <= now())
    and (state = 'input_required' or runs = 0 or effect in ('read', 'idempotent'))`
  const cancelled = await database
    .updateTable('tasks')
    .set({
      is_cancelled: true,
      updated_at: sql`now()`,
      state: sql`case when ${isIdle} then 'cancelled' else state end`,
      code: sql`case when ${isIdle} then 'cancelled' else code end`,
      // Whoever held it has to find that it does not any more.
      fence: sql`case when ${isIdle} then fence + 1 else fence end`,
    })
    .where('tenant', '=', owner.tenant)
    .where('principal', '=', owner.id)
    .where('id', '=', id)
    .where('state', 'in', ['working', 'input_required'])
    .where('is_cancelled', '=', false)
    .returning('id')
    .executeTakeFirst()
  if (cancelled !== undefined) await changes.tell(database, taskTopic, owner.tenant, id)
}

/** Keeps what a task holds once it is answered; with the last answer it goes on. False if it has changed meanwhile. */
export async function answerTask(
  database: Database,
  changes: Pick<ChangeFeed, 'tell'>,
  { id, tenant, fence }: Pick<TaskRecord, 'id' | 'tenant' | 'fence'>,
  { keyId, sealed }: SealedBody,
  isLast: boolean,
): Promise<boolean> {
  const changed = await database
    .updateTable('tasks')
    .set({
      key_id: keyId,
      sealed,
      fence: sql<number>`fence + 1`,
      updated_at: sql<Date>`now()`,
      ...(isLast ? { state: 'working', message: null } : {}),
    })
    .where('id', '=', id)
    .where('state', '=', 'input_required')
    .where('fence', '=', fence)
    .returning('id')
    .executeTakeFirst()
  if (changed !== undefined) await changes.tell(database, taskTopic, tenant, id)
  return changed !== undefined
}

/** As its principal sees it. */
export function toTask(record: TaskRecord): Task {
  return {
    id: record.id,
    connector: record.connector,
    operation: record.operation,
    connection: record.connection,
    state: record.state,
    message: record.message ?? undefined,
    done: record.done,
    total: record.total ?? undefined,
    isCancelled: record.is_cancelled && isOpen(record.state),
    createdAt: record.created_at,
    updatedAt: record.updated_at,
    ends: record.ends,
    ttl: Math.round(record.ends.getTime() - record.created_at.getTime()),
    pollInterval,
    outcome: isOpen(record.state) ? undefined : outcomeOf(record),
  }
}

const outcomeOf = ({ status, content_type: contentType, code, size }: TaskRecord): TaskOutcome => ({
  status: status ?? 499,
  contentType: contentType ?? '',
  code: (code as ProblemCode | null) ?? undefined,
  size: Number(size),
})

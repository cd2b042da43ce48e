import { Problem, type Questions } from '@patchbay/contract'
import { sql } from 'kysely'
import type { Principal } from '../access/principal.ts'
import type { CallEngine } from '../calls/call-engine.ts'
import type { Call } from '../calls/call.ts'
import type { CallKey } from '../calls/idempotency/call-key.ts'
import { fingerprintOf } from '../calls/idempotency/fingerprint.ts'
import { readIdempotencyKey } from '../calls/idempotency/idempotency-key.ts'
import { idempotencyId } from '../calls/idempotency/idempotency.ts'
import { keyScopeOf } from '../calls/idempotency/keyed-calls.ts'
import { otherInput } from '../calls/idempotency/refusals.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Store } from '../store/store.ts'
import { rehearse } from './rehearse.ts'
import { noTask, stillOpen, tooManyTasks, wasCancelled } from './refusals.ts'
import type { TaskContents } from './task-contents.ts'
import { newTaskId } from './task-id.ts'
import type { TaskMetrics } from './task-metrics.ts'
import {
  answerTask,
  cancelTask,
  findTask,
  insertTask,
  listTasks,
  taskTopic,
  toTask,
  type TaskPosition,
  type TaskRecord,
} from './task-records.ts'
import type { TaskRunner } from './task-runner.ts'
import { isOpen, pollInterval, type Task } from './task.ts'

/** The result of a task, as the call would have been answered over HTTP. */
export interface TaskResultText {
  readonly task: Task
  readonly status: number
  readonly contentType: string
  readonly parts: AsyncGenerator<string, void, void>
  /** The last of the parts. */
  readonly last: () => Promise<string>
  /** How it looks to a reader, as JSON, where the operation says so. */
  readonly content: () => Promise<string | undefined>
}

/**
 * Calls whose answers are taken up later. Everybody knows of his own tasks only: another's is answered as one that is not
 * there, with `not_found`. All of them reject with `state_unavailable` while the store is away.
 */
export interface Tasks {
  /**
   * Makes a task of a call, which is judged as if it were made now. Of a call that repeats another, by its key, it is the
   * task of that one. Rejects as the call would before it is sent, with `rate_limited` if there are too many, and with
   * `secret_unavailable` if nothing can be sealed.
   */
  create(call: Call, key?: CallKey): Promise<{ readonly task: Task; readonly isNew: boolean }>
  /**
   * What a call asks before it sends anything to a vendor; undefined where that is nothing. Rejects as the call would before
   * it is sent.
   */
  firstQuestions(call: Call): Promise<Questions | undefined>
  get(principal: Principal, id: string): Promise<Task>
  /** The newest first. */
  list(principal: Principal, limit: number, after: TaskPosition | undefined): Promise<Task[]>
  /** What is asked of the principal before the task can go on, by key. */
  questions(principal: Principal, id: string): Promise<Questions>
  /** Answers some of what is asked. What nobody asks is ignored. */
  answer(principal: Principal, id: string, answers: Readonly<Record<string, unknown>>): Promise<void>
  /** Asks for its end. One that has ended stays as it is. */
  cancel(principal: Principal, id: string): Promise<Task>
  /** Rejects with `conflict` while there is none. */
  result(principal: Principal, id: string): Promise<TaskResultText>
  /** Tells of each task that has changed; of none in particular where some may have been missed. */
  onChange(listener: (id: string | undefined) => void): () => void
}

export interface TasksParts {
  readonly store: Store
  readonly changes: ChangeFeed
  readonly contents: TaskContents
  readonly engine: Pick<CallEngine, 'check'>
  readonly runner: TaskRunner
  readonly metrics: TaskMetrics
  /** Milliseconds. */
  readonly ttl: number
  /** Milliseconds that an idempotency key is remembered. */
  readonly keyTtl: number
  /** Open tasks of a principal. */
  readonly most: number
}

/** Tries to answer while others do. */
const mostTries = 5

const isWrite = ({ operation }: Call): boolean => operation.description.effect !== 'read'

export function createTasks(parts: TasksParts): Tasks {
  const { store, changes, contents, engine, runner, metrics, ttl, keyTtl, most } = parts
  const { database } = store

  const find = async (principal: Principal, id: string): Promise<TaskRecord> => {
    const record = await findTask(database, principal, id)
    if (record === undefined) throw noTask()
    return record
  }

  /** False if it has changed meanwhile. */
  const answerOnce = async (
    record: TaskRecord,
    answers: Readonly<Record<string, unknown>>,
  ): Promise<boolean> => {
    const content = await contents.open(record)
    const asked = Object.entries(content.asked ?? {})
    const answered = asked.filter(([key]) => Object.hasOwn(answers, key)).map(([key]) => key)
    if (answered.length === 0) return true
    const left = asked.filter(([key]) => !answered.includes(key))
    const sealed = await contents.seal(record.id, {
      ...content,
      asked: undefined,
      answers: { ...content.answers, ...Object.fromEntries(answered.map((key) => [key, answers[key]])) },
      ...(left.length === 0 ? {} : { asked: Object.fromEntries(left) }),
    })
    return store.transaction((transaction) =>
      answerTask(transaction, changes, record, sealed, left.length === 0),
    )
  }

  return {
    async create(call, key) {
      const { principal, operation } = call
      const connection = await engine.check(call)
      const id = newTaskId()
      const idempotencyKey = key !== undefined && 'header' in key ? readIdempotencyKey(key.header) : id
      const scope = keyScopeOf(call, connection)
      const content = {
        input: call.input,
        ...(call.answers !== undefined && { answers: call.answers }),
        ...(call.askable !== undefined && { askable: call.askable }),
        ...(call.span !== undefined && { trace: call.span.context }),
      }
      const { input, answers } = call
      const fingerprint = fingerprintOf(answers === undefined ? input : { input, answers })
      const { keyId, sealed } = await contents.seal(id, content)
      const lifetime = isWrite(call) ? Math.min(ttl, keyTtl) : ttl
      const lease = runner.firstLease()
      const since = performance.now()
      const made = await store.transaction(async (database) => {
        const inserted = await insertTask(
          database,
          {
            id,
            tenant: principal.tenant,
            principal: principal.id,
            principal_kind: principal.kind,
            role: principal.role,
            connector: scope.connector,
            operation: operation.description.id,
            effect: operation.description.effect,
            connection: connection.id,
            idempotency_id: idempotencyId(scope, idempotencyKey),
            idempotency_key: idempotencyKey,
            fingerprint,
            trace_id: call.traceId,
            key_id: keyId,
            sealed,
            state: 'working',
            ends: sql<Date>`now() + ${lifetime} * interval '1 millisecond'` as unknown as Date,
            ...(lease !== undefined && {
              owner: lease.owner,
              fence: lease.fence,
              runs: lease.runs,
              lease_ends: sql<Date>`now() + ${lease.lease} * interval '1 millisecond'` as unknown as Date,
            }),
          },
          most,
          key !== undefined && 'window' in key ? key.window : 0,
        )
        // Others may have room for it.
        if (inserted?.isNew === true && lease === undefined) {
          await changes.tell(database, taskTopic, principal.tenant, id)
        }
        return inserted
      })
      if (made === undefined) throw tooManyTasks(most)
      const { record, isNew } = made
      if (record.fingerprint !== fingerprint) throw otherInput()
      if (isNew) metrics.created()
      if (isNew && lease !== undefined) runner.begin(record, { principal, content }, since)
      return { task: toTask(record), isNew }
    },

    firstQuestions: async (call) => rehearse(call, await engine.check(call)),

    get: async (principal, id) => toTask(await find(principal, id)),

    list: async (principal, limit, after) =>
      (await listTasks(database, principal, limit, after)).map((record) => toTask(record)),

    async questions(principal, id) {
      const record = await find(principal, id)
      return record.state === 'input_required' ? ((await contents.open(record)).asked ?? {}) : {}
    },

    async answer(principal, id, answers) {
      for (let tries = 0; tries < mostTries; tries += 1) {
        const record = await find(principal, id)
        if (record.state !== 'input_required' || (await answerOnce(record, answers))) return
      }
      throw new Problem('conflict', {
        detail: 'Others answer the same task.',
        retryable: true,
        retryAfter: 1,
      })
    },

    async cancel(principal, id) {
      await find(principal, id)
      await store.transaction((database) => cancelTask(database, changes, principal, id))
      return toTask(await find(principal, id))
    },

    async result(principal, id) {
      const task = toTask(await find(principal, id))
      if (isOpen(task.state) || task.outcome === undefined) throw stillOpen(pollInterval / 1_000)
      const { status, contentType } = task.outcome
      // It was over before it had come to anything that could say so.
      if (contentType === '') throw wasCancelled()
      return {
        task,
        status,
        contentType,
        parts: contents.chunks(database, id),
        last: () => contents.last(database, id),
        content: () => contents.presented(database, id),
      }
    },

    onChange: (listener) => changes.listen(taskTopic, (change) => listener(change?.key)),
  }
}

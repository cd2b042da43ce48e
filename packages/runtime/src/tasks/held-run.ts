import { setTimeout as sleep } from 'node:timers/promises'
import { Problem, type Questions } from '@patchbay/contract'
import type { Logger } from 'pino'
import { isStoreAway } from '../store/outages.ts'
import { toProblem } from '../calls/to-problem.ts'
import { wasCancelled } from './refusals.ts'
import { runTask, type CallOutcome, type FreshTask, type TaskRunParts } from './run-task.ts'
import { runIdOf, type TaskCall } from './task-call.ts'
import type { HeldTask, TaskEnd } from './task-leases.ts'
import type { TaskRunOutcome } from './task-metrics.ts'
import type { TaskRecord } from './task-records.ts'
import { TaskLost, TaskResult } from './task-result.ts'

/** Why a run is ended before its time. */
export type RunEnd =
  /** Somebody wants so. */
  | { readonly kind: 'cancelled' }
  /** Its principal may not do it any more. */
  | { readonly kind: 'forbidden'; readonly problem: Problem }
  /** Another instance is to go on with it. */
  | { readonly kind: 'handed_over' }
  /** Another instance may be at it already, so nothing more may be written. */
  | { readonly kind: 'lost' }

export interface HeldRunParts extends TaskRunParts {
  readonly log: Logger
  /** Told of what failed outside of a call. Must not throw. Default: nobody is told. */
  readonly onFailed?: TaskFailureListener | undefined
}

/** `runId` names the run as a request id does. */
export type TaskFailureListener = (
  record: TaskRecord,
  runId: string,
  problem: Problem,
  cause: unknown,
) => void

/** Milliseconds between two tries of what the store did not take. */
const pause = 250

/** One run of a task by this instance, from taking it to saying how it has ended. */
export class HeldRun {
  readonly record: TaskRecord
  readonly held: HeldTask
  /** In milliseconds of `performance.now()`: from then on it may be another's. */
  heldUntil: number
  readonly ended: Promise<TaskRunOutcome>
  readonly #parts: HeldRunParts
  #call: TaskCall | undefined
  #end: RunEnd | undefined

  constructor(
    parts: HeldRunParts,
    record: TaskRecord,
    held: HeldTask,
    heldUntil: number,
    fresh: FreshTask | undefined,
  ) {
    this.#parts = parts
    this.record = record
    this.held = held
    this.heldUntil = heldUntil
    this.ended = this.#run(fresh)
  }

  /** Whether nothing is lost if another instance begins it again. */
  get isRepeatable(): boolean {
    return this.record.effect === 'read' || this.record.effect === 'idempotent'
  }

  /** The first reason counts; but what is lost is lost. */
  end(end: RunEnd): void {
    if (this.#end === undefined || end.kind === 'lost') this.#end = end
    this.#call?.abort(reasonOf(end))
  }

  async #run(fresh: FreshTask | undefined): Promise<TaskRunOutcome> {
    const { log } = this.#parts
    try {
      // In a turn of its own: whoever has begun it does not wait for it.
      await Promise.resolve()
      const outcome = await runTask(this.#parts, this.record, this.held, fresh, (call) => {
        this.#call = call
        if (this.#end !== undefined) call.abort(reasonOf(this.#end))
      })
      return await this.#conclude(outcome)
    } catch (error) {
      if (error instanceof TaskLost) return 'lost'
      log.error({ err: error, task: this.record.id }, 'a task could not be run')
      if (!isStoreAway(error)) this.#tell(toProblem(error), error)
      await this.#untilHeldNoMore(() => this.#parts.leases.release(this.held))
      return 'handed_over'
    }
  }

  async #conclude(outcome: CallOutcome): Promise<TaskRunOutcome> {
    if (this.#end?.kind === 'lost') return 'lost'
    if (outcome.kind === 'answered') {
      const { status, contentType, code, result } = outcome
      const state = code === undefined ? 'completed' : 'failed'
      return this.#finish({ state, status, contentType, code, message: undefined, size: result.size })
    }
    const { problem, call, isOfCall } = outcome
    if (this.#isForOthers(problem)) {
      await this.#untilHeldNoMore(() => this.#parts.leases.release(this.held))
      return 'handed_over'
    }
    const { questions } = problem
    if (questions !== undefined && this.#end === undefined) return this.#park(questions)
    const told = this.#end?.kind === 'forbidden' && problem.code === 'cancelled' ? this.#end.problem : problem
    const isCancelled = this.record.is_cancelled || this.#end?.kind === 'cancelled'
    const state = isCancelled ? 'cancelled' : 'failed'
    const ended = await this.#refuse(told, state, call)
    // Once it is written: else another instance comes to the same, and tells of it.
    if (ended === 'failed' && !isOfCall) this.#tell(told, told.cause ?? told)
    return ended
  }

  /** Whether another run may come to something else than this one. */
  #isForOthers(problem: Problem): boolean {
    if (isStoreAway(problem)) return true
    if (this.#end?.kind !== 'handed_over') return false
    const { recovers = false } = this.#call?.operation.description ?? {}
    return problem.code !== 'outcome_unknown' || recovers
  }

  #tell(problem: Problem, cause: unknown): void {
    this.#parts.onFailed?.(this.record, runIdOf(this.record.id, this.held.fence), problem, cause)
  }

  async #park(asked: Questions): Promise<TaskRunOutcome> {
    const { contents, leases } = this.#parts
    const content = await contents.open(this.record)
    const sealed = await contents.seal(this.record.id, { ...content, asked })
    return (await this.#untilHeldNoMore(() => leases.park(this.held, sealed))) ? 'input_required' : 'lost'
  }

  async #refuse(
    problem: Problem,
    state: TaskEnd['state'],
    call: TaskCall | undefined,
  ): Promise<TaskRunOutcome> {
    const { forms, leases, resultMax } = this.#parts
    const { id, connector, operation, trace_id: traceId } = this.record
    const about = call ?? {
      requestId: runIdOf(id, this.held.fence),
      traceId,
      place: { connector: connector.slice(0, connector.lastIndexOf('@')), operation },
    }
    const { status, contentType, body } = forms.failure(problem, about)
    const { code, message } = problem
    const end = { state, status, contentType, code, message, size: Buffer.byteLength(body) }
    const written = await this.#untilHeldNoMore(async () => {
      await leases.dropChunks(this.held)
      const result = new TaskResult(this.held, { ...this.#parts, most: resultMax })
      await result.end(body)
      await result.flush()
      return true
    })
    return written === true ? this.#finish(end) : 'lost'
  }

  async #finish(end: TaskEnd): Promise<TaskRunOutcome> {
    const isWritten = await this.#untilHeldNoMore(() => this.#parts.leases.finish(this.held, end))
    return isWritten === true ? end.state : 'lost'
  }

  /** Tries as long as the task is held for sure. Undefined if that was not long enough. */
  async #untilHeldNoMore<T>(write: () => Promise<T>): Promise<T | undefined> {
    for (;;) {
      try {
        return await write()
      } catch (error) {
        if (!isStoreAway(error)) throw error
        if (performance.now() >= this.heldUntil) return undefined
        await sleep(pause)
      }
    }
  }
}

function reasonOf(end: RunEnd): Problem {
  if (end.kind === 'forbidden') return end.problem
  if (end.kind === 'cancelled') return wasCancelled()
  return new Problem('cancelled', { detail: 'Another instance goes on with the task.' })
}

import { Problem, type ProblemCode } from '@patchbay/contract'
import { sql } from 'kysely'
import type { AbsentPrincipal } from '../access/absent-principal.ts'
import type { Principal } from '../access/principal.ts'
import type { CallResult } from '../calls/call-result.ts'
import { failureOf } from '../telemetry/traces/within-span.ts'
import type { Span, Tracing } from '../telemetry/traces/span.ts'
import { beginRun } from './task-span.ts'
import { endDeadRuns } from '../calls/idempotency/dead-runs.ts'
import { idempotencyId } from '../calls/idempotency/idempotency.ts'
import { keyScopeOf, type AnswerForms } from '../calls/idempotency/keyed-calls.ts'
import type { KeptAnswer } from '../calls/idempotency/key-record.ts'
import type { OpenCalls } from '../calls/open-calls.ts'
import { toProblem } from '../calls/to-problem.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Store } from '../store/store.ts'
import { streamMediaType } from '../http/media-types.ts'
import { collectStream, lastCursorOf } from './collect-stream.ts'
import { cutOffAt, wasCancelled } from './refusals.ts'
import { heardEngine, type TaskEngine } from './heard-engine.ts'
import { progressTo } from './task-progress.ts'
import { runIdOf, TaskCall } from './task-call.ts'
import type { TaskContent, TaskContents } from './task-contents.ts'
import type { HeldTask, TaskLeases } from './task-leases.ts'
import type { TaskRecord } from './task-records.ts'
import { TaskResult, type ResultStart } from './task-result.ts'

export interface TaskRunParts {
  readonly store: Store
  readonly leases: TaskLeases
  readonly contents: TaskContents
  readonly engine: TaskEngine
  readonly registry: Registry
  readonly forms: AnswerForms
  readonly openCalls: OpenCalls
  readonly principalOf: AbsentPrincipal
  /** Bytes of a result. */
  readonly resultMax: number
  /** Undefined where nothing is traced. */
  readonly tracing?: Tracing | undefined
}

/** What the call of a task has come to. */
export type CallOutcome =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly contentType: string
      readonly code: ProblemCode | undefined
      readonly result: TaskResult
    }
  /** `call` is undefined if it has not come to a call. `isOfCall`: whether the engine has told of it as the end of a call. */
  | {
      readonly kind: 'refused'
      readonly problem: Problem
      readonly call: TaskCall | undefined
      readonly isOfCall: boolean
    }

/** What is known of a task that was made just now. */
export interface FreshTask {
  readonly principal: Principal
  readonly content: TaskContent
}

/** Lives that a task has: one that takes its instance with it each time must not take them all. */
const mostRuns = 10

/** Makes the call of a task. `onCall` is told of it before anything is sent. */
export async function runTask(
  given: TaskRunParts,
  record: TaskRecord,
  held: HeldTask,
  fresh: FreshTask | undefined,
  onCall: (call: TaskCall) => void,
): Promise<CallOutcome> {
  let call: TaskCall | undefined
  let told: unknown
  const parts = { ...given, engine: heardEngine(given.engine, (error) => (told = error)) }
  let wasCutOff = false
  let span: Span | undefined
  let failure: string | undefined
  try {
    wasCutOff = await endEarlierRuns(parts, record)
    if (record.is_cancelled) throw wasCancelled()
    if (record.runs > mostRuns) throw tooManyRuns()
    const content = fresh?.content ?? (await parts.contents.open(record))
    const operation = operationOf(parts.registry, record)
    const principal = fresh?.principal ?? (await parts.principalOf(rememberedOf(record)))
    const start = await startOf(parts, record, operation)
    const listener = progressTo(parts.leases, held)
    span = beginRun(parts.tracing, record, content)
    call = new TaskCall(record, goOn(content, start), operation, principal, parts.openCalls, listener, span)
    onCall(call)
    if (record.runs > 1 && record.effect !== 'read') await expectSameConnection(parts, record, call)
    const result = new TaskResult(held, { ...parts, most: parts.resultMax }, start)
    // Of what cannot be gone on with, nothing is left.
    if (record.runs > 1 && start === undefined) await parts.leases.dropChunks(held)
    if (operation.description.isStream) return await runStream(parts, call, result)
    const answer = await answerOf(parts, record, call)
    await result.add(answer.body)
    await result.flush()
    if (answer.content !== undefined) await result.present(JSON.stringify(answer.content))
    const code = answer.status < 400 ? undefined : (JSON.parse(answer.body) as { code: ProblemCode }).code
    return { kind: 'answered', status: answer.status, contentType: answer.contentType, code, result }
  } catch (error) {
    failure = failureOf(error)
    if (!Problem.is(error) && call === undefined) throw error
    const problem = toProblem(error)
    // Whatever this run has failed with says nothing of the one before it.
    const isAboutThatOne = !wasCutOff || problem.code === 'outcome_unknown'
    const ending = isAboutThatOne ? problem : cutOffAt(problem.message, problem)
    return { kind: 'refused', problem: ending, call, isOfCall: error === told }
  } finally {
    span?.end(failure)
  }
}

/** Whether an earlier run of a write was cut off, and nobody knows how it ended. */
async function endEarlierRuns({ store }: TaskRunParts, record: TaskRecord): Promise<boolean> {
  const { id, tenant, effect, idempotency_id: key, runs } = record
  const restored = record.is_restored && (effect === 'write' || effect === 'destructive')
  if (restored) throw cutOffAt('The task was open when the store was restored from a backup.')
  if (runs <= 1) return false
  const fence = Number(record.fence)
  const owners = Array.from({ length: fence - 1 }, (_, before) => runIdOf(id, before + 1))
  return endDeadRuns(store, { tenant, id: key, owners, effect })
}

/** The same key over another connection would be another key. */
async function expectSameConnection(
  { engine }: TaskRunParts,
  record: TaskRecord,
  call: TaskCall,
): Promise<void> {
  const connection = await engine.check(call)
  if (idempotencyId(keyScopeOf(call, connection), record.idempotency_key) === record.idempotency_id) return
  throw cutOffAt('Its connection is another one by now.')
}

async function answerOf(
  { engine, forms }: TaskRunParts,
  { idempotency_key: key }: TaskRecord,
  call: TaskCall,
): Promise<KeptAnswer & { readonly content?: CallResult['content'] }> {
  const isRead = call.operation.description.effect === 'read'
  const result = isRead ? await engine.run(call) : await engine.runOnce(call, { header: key })
  if ('status' in result) return result
  return { ...forms.success(result.envelope().toString()), content: result.content }
}

async function runStream(
  { engine, forms }: TaskRunParts,
  call: TaskCall,
  result: TaskResult,
): Promise<CallOutcome> {
  const answered = { kind: 'answered', contentType: streamMediaType, result } as const
  try {
    const { code, lastLine } = await collectStream(await engine.stream(call), result)
    if (code === undefined) {
      await result.end(lastLine)
      await result.flush()
      return { ...answered, status: 200, code }
    }
    return await endWith(new Problem(code), lastLine)
  } catch (error) {
    if (!Problem.is(error) || error.code !== 'too_large') throw error
    return await endWith(error, `{"problem":${forms.failure(error, call).body}}\n`)
  }

  /** What there is of it stays readable, with the problem as its last line. */
  async function endWith(problem: Problem, lastLine: string): Promise<CallOutcome> {
    if (result.items === 0 || call.isEnded) {
      await result.flush()
      return { kind: 'refused', problem: call.end ?? problem, call, isOfCall: true }
    }
    await result.end(lastLine)
    await result.flush()
    return { ...answered, status: problem.status, code: problem.code }
  }
}

/** Where the result stands: only that of a stream is gone on with. */
async function startOf(
  { store, contents }: TaskRunParts,
  { id, runs, done }: TaskRecord,
  { description }: LoadedOperation,
): Promise<(ResultStart & { readonly cursor?: string }) | undefined> {
  if (runs <= 1 || !description.isStream) return undefined
  const { number, size } = await store.database
    .selectFrom('task_chunks')
    .select(({ fn }) => fn.countAll<string>().as('number'))
    .select(sql<string>`coalesce(sum(octet_length(sealed)), 0)`.as('size'))
    .where('task', '=', id)
    .executeTakeFirstOrThrow()
  const last = Number(number) - 1
  if (last < 0) return undefined
  for await (const text of contents.chunks(store.database, id, last)) {
    const cursor = lastCursorOf(text)
    if (cursor !== undefined) return { number: last + 1, items: done, size: Number(size), cursor }
  }
  return undefined
}

const goOn = (content: TaskContent, start: { readonly cursor?: string } | undefined): TaskContent =>
  start?.cursor === undefined
    ? content
    : { ...content, input: { ...(content.input as object), cursor: start.cursor } }

function operationOf(registry: Registry, { connector, operation }: TaskRecord): LoadedOperation {
  const found = registry.find(connector).operations.get(operation)
  if (found !== undefined) return found
  throw new Problem('not_found', { detail: `The connector ${connector} has no operation "${operation}".` })
}

const rememberedOf = ({ principal: id, principal_kind: kind, tenant, role }: TaskRecord) => ({
  id,
  kind,
  tenant,
  role,
})

const tooManyRuns = (): Problem =>
  new Problem('internal', {
    detail: `The task was begun ${mostRuns} times, and each time its instance was lost before it had ended.`,
  })

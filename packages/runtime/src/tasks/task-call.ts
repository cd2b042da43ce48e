import { hash } from 'node:crypto'
import type { Problem } from '@patchbay/contract'
import type { Principal } from '../access/principal.ts'
import { ordinaryUse } from '../calls/cache/cache-use.ts'
import type { Call, CallListener, CallPlace } from '../calls/call.ts'
import type { Deadline } from '../calls/deadline.ts'
import type { OpenCalls } from '../calls/open-calls.ts'
import type { Answers } from '../connectors/connector-host.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { Span } from '../telemetry/traces/span.ts'
import type { TaskContent } from './task-contents.ts'
import type { TaskRecord } from './task-records.ts'

/** Names one run of a task, in the form of a request id: the same for all who know which one is meant. */
export const runIdOf = (task: string, fence: number): string =>
  hash('sha256', `${task} ${fence}`).slice(0, 32)

/** The call that a task makes. Nobody waits at the other end: it ends when it is told to. */
export class TaskCall implements Call {
  readonly operation: LoadedOperation
  readonly input: unknown
  readonly answers: Answers | undefined
  readonly askable: Call['askable']
  readonly listener: CallListener
  readonly isPresented = true
  readonly form = 'json'
  readonly wantedConnection: string
  readonly place: CallPlace
  readonly principal: Principal
  readonly cacheUse = ordinaryUse
  readonly timeout: number
  readonly requestId: string
  readonly traceId: string
  readonly span: Call['span']
  ownSpan: Call['ownSpan']
  readonly #openCalls: OpenCalls
  #deadline: Deadline | undefined
  #end: Problem | undefined

  constructor(
    { id, fence, connection, trace_id: traceId }: TaskRecord,
    { input, answers, askable }: TaskContent,
    operation: LoadedOperation,
    principal: Principal,
    openCalls: OpenCalls,
    listener: CallListener,
    span: Span | undefined,
  ) {
    this.operation = operation
    this.input = input
    this.answers = answers
    this.askable = askable
    this.listener = listener
    this.principal = principal
    this.wantedConnection = connection
    this.timeout = operation.taskTimeout
    this.requestId = runIdOf(id, Number(fence))
    this.traceId = traceId
    this.span = span
    this.place = { connector: operation.connector.host.description.id, operation: operation.description.id }
    this.#openCalls = openCalls
  }

  attend(deadline: Deadline): void {
    this.#deadline = deadline
    this.#openCalls.add(deadline)
    if (this.#end !== undefined) deadline.abort(this.#end)
  }

  /** Why it was ended, if it was. */
  get end(): Problem | undefined {
    return this.#end
  }

  get isEnded(): boolean {
    return this.#end !== undefined
  }

  /** Ends it wherever it is. */
  abort(reason: Problem): void {
    this.#end ??= reason
    this.#deadline?.abort(reason)
  }
}

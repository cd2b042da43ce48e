import type {
  Content,
  HttpRequest,
  LimitLevel,
  LimitObservation,
  Progress,
  PromptMessage,
  QuestionKind,
  SentRequest,
  SerializedProblem,
  StreamPart,
  VendorAnswer,
  Warning,
} from '@patchbay/contract'
import type { ConnectorDescription } from './connector-description.ts'
import type { Span } from '../telemetry/traces/span.ts'

/** What an operation reports beside its output. */
export type ReportEvent =
  | { readonly kind: 'warning'; readonly warning: Warning }
  | { readonly kind: 'next'; readonly cursor: string }
  | { readonly kind: 'partial' }

/** One call as it crosses to the connector. */
export interface HostCall {
  readonly operation: string
  readonly input: unknown
  readonly config: unknown
  /** Of a call that is not a read. */
  readonly idempotencyKey: string | undefined
  /** Milliseconds since an earlier call with its key has ended that may have acted. */
  readonly unknownFor?: number | undefined
  readonly now: number
  readonly answers?: Answers | undefined
  readonly askable?: readonly QuestionKind[] | undefined
}

/** What a caller has answered so far, by the name of the question: as it came, not checked yet. */
export type Answers = Readonly<Record<string, unknown>>

/** One prompt that is asked for. */
export interface HostPrompt {
  readonly prompt: string
  readonly values: unknown
  readonly now: number
  readonly answers?: Answers | undefined
  /** Undefined: every kind. */
  readonly askable?: readonly QuestionKind[] | undefined
}

/** What the runtime lends to a call. Arguments and results are plain data. */
export interface HostServices {
  /** Rejects with a `Problem` for everything but an answer that counts as success, or throws it. */
  request(request: HttpRequest): Promise<VendorAnswer>
  limits(about: HttpRequest['about']): Promise<Readonly<Record<string, LimitLevel>>>
  report(event: ReportEvent): void
  log(level: 'debug' | 'info' | 'warn', fields: object, message: string): void
  progress(progress: Progress): void
  /** Made when it is first read: most calls never look at it. */
  readonly signal: AbortSignal
  /** What the call is a part of; undefined where nothing is traced. */
  readonly span?: Span | undefined
}

type MaybePromise<T> = T | Promise<T>

/**
 * The one seam between the runtime and a connector. Only plain data crosses it, so a connector can run in this
 * process or in another one and neither side notices. A host in this process answers without promises.
 */
export interface ConnectorHost {
  readonly description: ConnectorDescription
  /** The origins of a connection, by id, from its config. */
  origins(config: unknown): MaybePromise<Readonly<Record<string, string>>>
  /** What a call will take from each limit that the operation names. */
  cost(operation: string, input: unknown, config: unknown): MaybePromise<Readonly<Record<string, number>>>
  classify(answer: VendorAnswer, request: SentRequest): MaybePromise<SerializedProblem | undefined>
  learn(
    answer: VendorAnswer,
    request: SentRequest,
  ): MaybePromise<Readonly<Record<string, LimitObservation>> | undefined>
  /** Rejects with a `Problem`, or with whatever the connector threw. */
  call(call: HostCall, services: HostServices): Promise<unknown>
  /** The parts of a streamed operation, each made when it is asked for. Fails as `call` does. */
  stream(call: HostCall, services: HostServices): AsyncIterable<StreamPart<unknown>>
  /** How an answer looks to a reader; only of operations that say so. Throws whatever the connector threw. */
  present(operation: string, output: unknown, input: unknown): MaybePromise<readonly Content[]>
  /** The messages of a prompt. Fails as `call` does. */
  prompt(prompt: HostPrompt): Promise<readonly PromptMessage[]>
  close(): Promise<void>
}

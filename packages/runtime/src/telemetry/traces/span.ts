import type { TraceContext } from './trace-context.ts'

export type SpanKind = 'internal' | 'server' | 'client' | 'consumer'

export type SpanFacts = Readonly<Record<string, string | number | boolean | undefined>>

export interface SpanOptions {
  /** Default: internal. */
  readonly kind?: SpanKind
  readonly facts?: SpanFacts
  /** When it began, in milliseconds since 1970. Default: now. */
  readonly at?: number
}

/**
 * Something that takes time and is part of a trace. Its facts are what an operator needs to find it by: never what
 * a caller has entered or a vendor has answered.
 */
export interface Span {
  readonly context: TraceContext
  /** Whether anybody will see it. What is told to one that nobody sees is lost, so that it need not be put together. */
  readonly isRecording: boolean
  set(facts: SpanFacts): void
  /** Something that happens at a point of time in it. */
  event(name: string, facts?: SpanFacts): void
  /** What is part of it. */
  child(name: string, options?: SpanOptions): Span
  /** With the code of the problem, or whatever names the failure, if it has failed; and when, if not now. */
  end(failure?: string, at?: number): void
}

/** The headers by which another server joins the trace. */
export interface TraceHeaders {
  readonly traceparent: string
  readonly tracestate?: string
}

/** What one span is begun with that has none around it here. */
export interface RootOptions extends SpanOptions {
  /** The span of another process that it belongs to. */
  readonly parent: TraceContext | undefined
  /** Of the trace that begins with it, where there is no parent. */
  readonly traceId?: string
  /** Others that it has to do with. */
  readonly links?: readonly TraceContext[]
}

/** Makes traces, where an operator has said where to send them. */
export interface Tracing {
  begin(name: string, options: RootOptions): Span
  /** Whether requests to this origin of a vendor carry the ids of their trace. */
  isForwardedTo(origin: string): boolean
  /** Sends what there still is, and waits for that no longer than some seconds. */
  close(): Promise<void>
}

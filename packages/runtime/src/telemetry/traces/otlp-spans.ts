import {
  createTraceState,
  ROOT_CONTEXT,
  SpanKind as OtelKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Span as OtelSpan,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api'
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions'
import type { RootOptions, Span, SpanFacts, SpanKind, SpanOptions } from './span.ts'
import type { TraceContext } from './trace-context.ts'

const kinds: Readonly<Record<SpanKind, OtelKind>> = {
  internal: OtelKind.INTERNAL,
  server: OtelKind.SERVER,
  client: OtelKind.CLIENT,
  consumer: OtelKind.CONSUMER,
}

/** A span with none around it in this process. */
export function beginRoot(tracer: Tracer, name: string, { parent, links, ...options }: RootOptions): Span {
  const around =
    parent === undefined
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, { ...contextOf(parent), isRemote: true })
  const span = tracer.startSpan(
    name,
    {
      ...startOf(options),
      ...(links === undefined ? {} : { links: links.map((link) => ({ context: contextOf(link) })) }),
    },
    around,
  )
  const { traceId, spanId, traceFlags } = span.spanContext()
  const isSampled = (traceFlags & TraceFlags.SAMPLED) !== 0
  const state = parent?.state
  const context = { traceId, spanId, isSampled, ...(state === undefined ? {} : { state }) }
  return span.isRecording() ? new RecordedSpan(tracer, span, context) : new UnseenSpan(context)
}

class RecordedSpan implements Span {
  readonly context: TraceContext
  readonly isRecording = true
  readonly #tracer: Tracer
  readonly #span: OtelSpan
  #around: Context | undefined

  constructor(tracer: Tracer, span: OtelSpan, context: TraceContext) {
    this.#tracer = tracer
    this.#span = span
    this.context = context
  }

  set(facts: SpanFacts): void {
    this.#span.setAttributes(facts as Attributes)
  }

  event(name: string, facts: SpanFacts = {}): void {
    this.#span.addEvent(name, facts as Attributes)
  }

  child(name: string, options: SpanOptions = {}): Span {
    this.#around ??= trace.setSpan(ROOT_CONTEXT, this.#span)
    const span = this.#tracer.startSpan(name, startOf(options), this.#around)
    const context = { ...this.context, spanId: span.spanContext().spanId }
    return new RecordedSpan(this.#tracer, span, context)
  }

  end(failure?: string, at?: number): void {
    if (failure !== undefined) {
      this.#span.setAttribute(ATTR_ERROR_TYPE, failure)
      this.#span.setStatus({ code: SpanStatusCode.ERROR })
    }
    this.#span.end(at)
  }
}

/** One that was not chosen: all within it are the same. */
class UnseenSpan implements Span {
  readonly context: TraceContext
  readonly isRecording = false

  constructor(context: TraceContext) {
    this.context = context
  }

  set(): void {}

  event(): void {}

  child(): Span {
    return this
  }

  end(): void {}
}

const startOf = ({ kind = 'internal', facts, at }: SpanOptions) => ({
  kind: kinds[kind],
  ...(facts === undefined ? {} : { attributes: facts as Attributes }),
  ...(at === undefined ? {} : { startTime: at }),
})

const contextOf = ({ traceId, spanId, isSampled, state }: TraceContext): SpanContext => ({
  traceId,
  spanId,
  traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
  ...(state === undefined ? {} : { traceState: createTraceState(state) }),
})
